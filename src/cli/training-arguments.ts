import { canAllow } from '../core/text/secrets/allowed-secrets.ts';
import { minimumVocabulary } from '../core/text/learn-tokenizer.ts';
import {
  largest,
  presets,
  type OptimizerOptions,
  type PresetName,
  type TrainingBudget,
  type TrainingOptions,
} from '../core/training/training-options.ts';
import type { Kernels } from '../core/tensor/kernels.ts';
import type { Arguments } from './arguments.ts';
import { wrongUsage } from './exit.ts';
import { log } from './print.ts';

/** The arguments that all commands that train have in common. */
export interface TrainingArguments {
  readonly preset: PresetName;
  /** What differs from the preset. */
  readonly options: Partial<TrainingOptions>;
  readonly kernels: Kernels['name'] | undefined;
  readonly threads: number | undefined;
  /** As in `TrainParams`. */
  readonly allowedSecrets: readonly string[];
}

/** The options that decide what a new run is. A run that is resumed is what it was. */
// prettier-ignore
export const newRunArgumentNames = [
  'preset', 'cell', 'tokenizer', 'layers', 'embedding', 'hidden', 'vocabulary', 'optimizer', 'learning-rate', 'seed',
] as const;

/** The options that `readTrainingArguments` reads. Each takes a value. */
export const trainingArgumentNames = [
  ...newRunArgumentNames,
  ...(['minutes', 'epochs', 'steps', 'threads', 'kernels'] as const),
] as const;

/** The options that `readTrainingArguments` reads, and that may come again. */
export const repeatedArgumentNames = ['allow-secret'] as const;

const presetNames = Object.keys(presets) as PresetName[];
const optimizers: Readonly<Record<OptimizerOptions['name'], OptimizerOptions>> = {
  sgd: { name: 'sgd', momentum: 0.9 },
  rmsprop: { name: 'rmsprop', decay: 0.95, epsilon: 1e-8 },
  adam: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
};

/** Says which of these options are given although they change nothing. `because`: how the sentence goes on. */
export function warnOfIdle(read: Arguments, names: readonly string[], because: string): void {
  const idle = read.given(names);
  if (idle.length > 0)
    log(`tacit: ${idle.join(', ')} ${idle.length === 1 ? 'has' : 'have'} no effect: ${because}`);
}

export function readTrainingArguments(read: Arguments): TrainingArguments {
  const preset = read.choice('preset', presetNames) ?? 'balanced';
  return {
    preset,
    options: optionsOf(read, presets[preset]),
    threads: read.wholeNumber('threads', 1, 64),
    allowedSecrets: readAllowedSecrets(read),
    kernels: read.choice('kernels', ['relaxed-simd', 'simd', 'reference'] as const),
  };
}

/** The values that the user says are no secrets. */
function readAllowedSecrets(read: Arguments): readonly string[] {
  const texts = read.texts('allow-secret');
  for (const text of texts) {
    if (!canAllow(text))
      throw wrongUsage(
        `--allow-secret takes 4 to 200 characters, besides asterisks for any others, not "${text}".`,
      );
  }
  return texts;
}

function optionsOf(read: Arguments, preset: TrainingOptions): Partial<TrainingOptions> {
  const tokenizer = read.choice('tokenizer', ['char', 'word', 'subword'] as const);
  const optimizer = read.choice('optimizer', ['sgd', 'rmsprop', 'adam'] as const);
  const smallest = minimumVocabulary[tokenizer ?? preset.tokenizer];
  const given = {
    tokenizer,
    cell: read.choice('cell', ['rnn', 'gru', 'lstm'] as const),
    layers: read.wholeNumber('layers', 1, largest.layers),
    embedding: read.wholeNumber('embedding', 0, largest.embedding),
    hidden: read.wholeNumber('hidden', 1, largest.hidden),
    vocabulary: read.wholeNumber('vocabulary', smallest, largest.vocabulary),
    optimizer: optimizer && optimizers[optimizer],
    learningRate: read.number('learning-rate', 1e-9, 100),
    seed: read.wholeNumber('seed', 0, 2 ** 31 - 1),
    budget: budgetOf(read),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The bound that is given takes the place of all of the preset's, except that minutes leave its bound on epochs. */
function budgetOf(read: Arguments): TrainingBudget | undefined {
  const minutes = read.number('minutes', 0.001, 100_000);
  const epochs = read.number('epochs', 0.001, 1e6);
  const steps = read.wholeNumber('steps', 1, 1e9);
  if ([minutes, epochs, steps].filter((bound) => bound !== undefined).length > 1) {
    throw wrongUsage('Give only one of --minutes, --epochs and --steps.');
  }
  if (minutes !== undefined) return { seconds: minutes * 60 };
  if (epochs !== undefined) return { seconds: undefined, epochs, steps: undefined };
  return steps === undefined ? undefined : { seconds: undefined, epochs: undefined, steps };
}
