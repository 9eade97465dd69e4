import { basename, resolve } from 'node:path';
import { minimumVocabulary } from '../core/text/learn-tokenizer.ts';
import {
  presets,
  type OptimizerOptions,
  type PresetName,
  type TrainingBudget,
  type TrainingOptions,
} from '../core/training/training-options.ts';
import type { Failure } from '../protocol/failure.ts';
import type { Notify } from '../protocol/server.ts';
import type { TrainerContract } from '../protocol/trainer-contract.ts';
import { TrainerSession } from '../worker/trainer-session.ts';
import { Arguments } from './arguments.ts';
import { badInput, CommandEnd, commandFailed, exitStatus, wrongUsage } from './exit.ts';
import { print, tell } from './print.ts';
import { cliPlatform } from './platform.ts';
import { progressLine } from './progress-line.ts';
import { walk } from './walk.ts';

const presetNames = Object.keys(presets) as PresetName[];
const optimizers: Readonly<Record<OptimizerOptions['name'], OptimizerOptions>> = {
  sgd: { name: 'sgd', momentum: 0.9 },
  rmsprop: { name: 'rmsprop', decay: 0.95, epsilon: 1e-8 },
  adam: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
};

/** `tacit train DIR --out FILE`: learns a folder's files into a model file. */
export async function train(args: readonly string[]): Promise<number> {
  const read = new Arguments(
    args,
    // prettier-ignore
    ['out', 'preset', 'cell', 'tokenizer', 'layers', 'embedding', 'hidden', 'vocabulary', 'optimizer',
     'learning-rate', 'minutes', 'epochs', 'steps', 'threads', 'seed', 'kernels', 'resume'],
    ['json'],
  );
  const folder = read.onlyPositional('The folder');
  const out = resolve(read.requiredText('out'));
  const preset = read.choice('preset', presetNames) ?? 'balanced';
  const options = optionsOf(read, presets[preset]);
  const resume = read.text('resume');
  read.wholeNumber('threads', 1, 1);
  const kernels = read.choice('kernels', ['relaxed-simd', 'simd', 'reference'] as const);
  const files = await walk(folder);

  const problems: Failure[] = [];
  const json = read.flag('json');
  const notify: Notify<TrainerContract> = (name, payload) => {
    const events = { [name]: payload } as Partial<TrainerContract['notices']>;
    if (events.corpus) {
      const { files: taken, characters, validationFiles, omissions } = events.corpus;
      tell(
        `${taken} files, ${characters} characters; ${validationFiles} held out, ${omissions.length} left out`,
      );
    }
    if (events.progress) {
      if (json) print({ event: 'progress', ...events.progress });
      else tell(progressLine(events.progress));
    }
    if (events.problem) problems.push(events.problem);
  };
  const session = new TrainerSession(cliPlatform(kernels), notify);
  if (resume !== undefined) {
    const opened = await session.open(resolve(resume));
    if (!opened.ok) throw commandFailed(opened.failure);
    if (opened.value.problem) throw commandFailed(opened.value.problem);
    if (!opened.value.model)
      throw badInput(`There is no model file ${resume}. Check the path given to --resume.`);
  }
  const interruption = { requested: false };
  const interrupt = (): void => {
    interruption.requested = true;
    session.stop();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const end = await session.train({
    files,
    preset,
    options,
    resume: resume !== undefined,
    modelPath: out,
    workspaceName: basename(resolve(folder)),
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  if (!end.ok) throw interruption.requested ? interruptedEarly() : commandFailed(end.failure);
  for (const problem of problems) throw commandFailed(problem);
  const { seconds, model } = end.value;
  const { steps, parameters, validationBitsPerCharacter } = model;
  if (json) print({ event: 'done', file: out, seconds, steps, parameters, validationBitsPerCharacter });
  const quality =
    validationBitsPerCharacter === undefined
      ? ''
      : `, ${validationBitsPerCharacter.toFixed(3)} bits per character on files held out`;
  tell(`${out}: ${parameters} parameters after ${steps} steps in ${seconds.toFixed(1)} s${quality}`);
  return interruption.requested ? exitStatus.interrupted : exitStatus.done;
}

function optionsOf(read: Arguments, preset: TrainingOptions): Partial<TrainingOptions> {
  const tokenizer = read.choice('tokenizer', ['char', 'word', 'subword'] as const);
  const optimizer = read.choice('optimizer', ['sgd', 'rmsprop', 'adam'] as const);
  const given = {
    tokenizer,
    cell: read.choice('cell', ['rnn', 'gru', 'lstm'] as const),
    layers: read.wholeNumber('layers', 1, 3),
    embedding: read.wholeNumber('embedding', 0, 4096),
    hidden: read.wholeNumber('hidden', 1, 4096),
    vocabulary: read.wholeNumber('vocabulary', minimumVocabulary[tokenizer ?? preset.tokenizer], 65_536),
    optimizer: optimizer && optimizers[optimizer],
    learningRate: read.number('learning-rate', 1e-9, 100),
    seed: read.wholeNumber('seed', 0, 2 ** 31 - 1),
    budget: budgetOf(read),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** One bound takes the place of all of the preset's; minutes leave its epochs standing. */
function budgetOf(read: Arguments): TrainingBudget | undefined {
  const minutes = read.number('minutes', 0.001, 100_000);
  const epochs = read.number('epochs', 0.001, 1e6);
  const steps = read.wholeNumber('steps', 1, 1e9);
  if ([minutes, epochs, steps].filter((bound) => bound !== undefined).length > 1) {
    throw wrongUsage('Give one of --minutes, --epochs and --steps.');
  }
  if (minutes !== undefined) return { seconds: minutes * 60 };
  if (epochs !== undefined) return { seconds: undefined, epochs, steps: undefined };
  return steps === undefined ? undefined : { seconds: undefined, epochs: undefined, steps };
}

function interruptedEarly(): CommandEnd {
  return new CommandEnd(exitStatus.interrupted, 'Interrupted before anything was learned.');
}
