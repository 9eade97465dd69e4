import { basename, resolve } from 'node:path';
import { Arguments } from './arguments.ts';
import { exitStatus } from './exit.ts';
import { findFiles } from './folder-files.ts';
import { log, print } from './print.ts';
import { progressLine } from './progress-line.ts';
import { checkOutput } from './read-model.ts';
import {
  newRunArgumentNames,
  repeatedArgumentNames,
  readTrainingArguments,
  trainingArgumentNames,
  warnOfIdle,
} from './training-arguments.ts';
import { runTraining } from './training-run.ts';

/** `tacit train DIR --out FILE`: learns the files of a folder, and writes a model file. */
export async function train(args: readonly string[]): Promise<number> {
  const read = new Arguments(
    args,
    ['out', 'resume', 'encoding', ...trainingArgumentNames],
    ['json'],
    repeatedArgumentNames,
  );
  const folder = read.onlyPositional('The folder');
  const out = resolve(read.requiredText('out'));
  const training = readTrainingArguments(read);
  const json = read.flag('json');
  const resume = read.text('resume');
  if (resume !== undefined) {
    warnOfIdle(
      read,
      newRunArgumentNames,
      `the run of ${resume} goes on as it began. Leave out --resume to train anew.`,
    );
  }
  await checkOutput(out);
  const { seconds, model, interrupted } = await runTraining({
    source: await findFiles(folder, read.text('encoding')),
    modelPath: out,
    workspaceName: basename(resolve(folder)),
    training,
    resume,
    onProgress(progress) {
      if (json) print({ event: 'progress', ...progress });
      else log(progressLine(progress));
    },
  });
  const { steps, parameters, validationBitsPerCharacter } = model;
  if (json) print({ event: 'done', file: out, seconds, steps, parameters, validationBitsPerCharacter });
  const quality =
    validationBitsPerCharacter === undefined
      ? ''
      : `, ${validationBitsPerCharacter.toFixed(3)} bits per character on files held out`;
  log(`${out}: ${parameters} parameters after ${steps} steps in ${seconds.toFixed(1)} s${quality}`);
  return interrupted ? exitStatus.interrupted : exitStatus.done;
}
