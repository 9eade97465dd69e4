import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { SourceFile } from '../core/text/source-file.ts';
import { splitFiles } from '../core/text/split.ts';
import { Arguments } from './arguments.ts';
import type { Learned } from './evaluate/learned.ts';
import { measureBits } from './evaluate/measure-bits.ts';
import { measureGaps } from './evaluate/measure-gaps.ts';
import { measurePerson } from './evaluate/measure-person.ts';
import { measureReplay } from './evaluate/measure-replay.ts';
import { measureSources } from './evaluate/measure-sources.ts';
import { measureTimed } from './evaluate/measure-timed.ts';
import { measureTokens } from './evaluate/measure-tokens.ts';
import { defaultParts, partNames, type PartName, type ReplayPart } from './evaluate/part.ts';
import { reportLines } from './evaluate/report-lines.ts';
import { type Measured, reportOf, type TrainingFigures } from './evaluate/report.ts';
import { type MakeSystem, tacitSystem, wordSystem } from './evaluate/system.ts';
import { charactersOf, chooseTestFiles, readFolder } from './evaluate/workspaces.ts';
import { badInput, CommandEnd, exitStatus, wrongUsage } from './exit.ts';
import { findFiles, type FolderFiles } from './folder-files.ts';
import { loadModelArgument } from './model-argument.ts';
import { describeLeftOut, explainNothing, type LeftOut } from './omissions.ts';
import { cliPlatform } from './platform.ts';
import { log, print } from './print.ts';
import { progressLine } from './progress-line.ts';
import {
  readTrainingArguments,
  trainingArgumentNames,
  type TrainingArguments,
  warnOfIdle,
} from './training-arguments.ts';
import { runTraining } from './training-run.ts';

/**
 * `tacit evaluate --train DIR --test DIR`: learns one folder, types the files of another, and reports what it saved.
 */
export async function evaluate(args: readonly string[]): Promise<number> {
  const read = new Arguments(
    args,
    ['train', 'test', 'model', 'files', 'characters', 'parts', 'encoding', ...trainingArgumentNames],
    ['json'],
  );
  read.noPositionals('evaluate');
  const trainFolder = resolve(read.requiredText('train'));
  const testFolder = resolve(read.requiredText('test'));
  const [files, characters] = [read.wholeNumber('files', 1, 1e9), read.wholeNumber('characters', 1, 1e9)];
  const parts = readParts(read.text('parts'));
  const trainingArguments = readTrainingArguments(read);
  const json = read.flag('json');
  const given = read.text('model');
  if (given !== undefined) warnOfIdle(read, trainingArgumentNames, `${given} is evaluated as it is.`);
  const trainSource = await findFiles(trainFolder, read.text('encoding'));
  const temporary = await mkdtemp(join(tmpdir(), 'tacit-evaluate-'));
  try {
    const modelPath = given === undefined ? join(temporary, 'model.safetensors') : resolve(given);
    const training =
      given === undefined ? await trainNew(trainSource, modelPath, trainingArguments) : undefined;
    const loaded = await loadModelArgument(modelPath);

    // The test files are read only after everything is learned.
    const platform = cliPlatform();
    const { files: known } = await readFolder(trainSource, platform);
    const { files: found, leftOut } = await readFolder(
      await findFiles(testFolder, read.text('encoding')),
      platform,
    );
    const limits = { files: files ?? Infinity, characters: characters ?? Infinity };
    const { files: test, copies } = chooseTestFiles(found, known, limits);
    if (test.length === 0) throw badInput(nothingToType(testFolder, found, leftOut));
    if (leftOut.length > 0) log(`left out of the test files: ${describeLeftOut(leftOut)}`);
    log(`${test.length} test files, ${charactersOf(test)} characters; ${copies} copies left out`);

    const corpus = {
      trainFiles: known.length,
      trainCharacters: charactersOf(known),
      testFiles: test.length,
      testCharacters: charactersOf(test),
      testCopiesLeftOut: copies,
    };
    const isPartial = files !== undefined || characters !== undefined;
    const measured = measureParts({ loaded, ...splitFiles(known), test }, parts);
    const report = reportOf({ corpus, isPartial, training, ...measured });
    if (json) print(report);
    for (const line of reportLines(report)) log(line);
    return exitStatus.done;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Why there is nothing to type, and what to do. */
function nothingToType(folder: string, found: readonly SourceFile[], leftOut: readonly LeftOut[]): string {
  if (found.length === 0) return explainNothing(folder, leftOut);
  return (
    `There is nothing to type in ${folder}: its ${found.length} files are copies of training files or of each ` +
    `other (${found[0].path}). Give another test folder.`
  );
}

/** Measures the parts that are asked for. The others are undefined. */
function measureParts(
  learned: Learned,
  parts: readonly string[],
): Omit<Measured, 'corpus' | 'isPartial' | 'training'> {
  const measured = <T>(name: PartName, measure: () => T): T | undefined =>
    parts.includes(name) ? measure() : undefined;
  const replayed = (part: PartName, name: string, makeSystem: MakeSystem): ReplayPart | undefined =>
    measured(part, () => measureReplay(name, makeSystem, learned));
  return {
    // Comes first, while nothing else has taken memory.
    tacit: replayed('tacit', 'tacit', tacitSystem(false)),
    timed: measured('timed', () => measureTimed('tacit', tacitSystem(false, true), learned)),
    timedBaselines: measured('timed-baselines', () => ({
      memory: measureTimed('memory', tacitSystem(true, true), learned).timed,
      word: measureTimed('words', wordSystem('mostFrequent'), learned).timed,
    })),
    person: measured('person', () => measurePerson(tacitSystem(false, true), learned)),
    memory: replayed('memory', 'memory', tacitSystem(true)),
    word: replayed('word', 'words', wordSystem('mostFrequent')),
    wordRecent: replayed('word-recent', 'recent words', wordSystem('mostRecent')),
    bits: measured('bits', () => measureBits(learned)),
    tokens: measured('tokens', () => measureTokens(learned)),
    gaps: measured('gaps', () => measureGaps(learned)),
    sources: measured('sources', () => measureSources(learned)),
    severalLines: replayed('several-lines', 'several lines', tacitSystem(false, true)),
  };
}

/** Which parts to measure: those that are named, with commas between them, or else the default ones. */
function readParts(given: string | undefined): readonly string[] {
  const parts = given?.split(',') ?? defaultParts;
  for (const part of parts) {
    if (!partNames.some((name) => name === part)) {
      throw wrongUsage(`There is no part "${part}". Parts are ${partNames.join(', ')}.`);
    }
  }
  return parts;
}

async function trainNew(
  source: FolderFiles,
  modelPath: string,
  training: TrainingArguments,
): Promise<TrainingFigures> {
  let tokens = 0;
  const { seconds, interrupted } = await runTraining({
    source,
    modelPath,
    workspaceName: basename(source.folder),
    training,
    resume: undefined,
    onProgress(progress) {
      ({ tokens } = progress);
      if (progress.step % 50 === 0) log(progressLine(progress));
    },
  });
  if (interrupted) throw new CommandEnd(exitStatus.interrupted, 'Interrupted before anything was evaluated.');
  return { seconds, tokens };
}
