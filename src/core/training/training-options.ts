import type { Cell } from '../model/model-shape.ts';
import type { TokenizerKind } from '../text/tokenizer.ts';

/** How to train: all that, with the seed and the files, decides the model. Sizes come from here for a new model. */
export interface TrainingOptions {
  readonly tokenizer: TokenizerKind;
  /** The largest vocabulary, special tokens included; the tokenizer may find fewer. */
  readonly vocabulary: number;
  readonly cell: Cell;
  readonly layers: number;
  readonly embedding: number;
  readonly hidden: number;
  /** Chance that an output of a recurrent layer is dropped in training, 0 to below 1. */
  readonly dropout: number;
  /** B, lanes trained side by side. */
  readonly batch: number;
  /** T, the window of truncated back-propagation through time. */
  readonly window: number;
  readonly optimizer: OptimizerOptions;
  /** Peak learning rate. */
  readonly learningRate: number;
  /** Steps of linear warm-up from 0 to the peak. */
  readonly warmUpSteps: number;
  /** What the rate does after warm-up: fall linearly to 0 at the end of the budget, or stay. */
  readonly schedule: 'linear' | 'constant';
  /** Bound on the global norm of the gradient; Infinity for none. */
  readonly clipNorm: number;
  /** When to stop. The first bound reached ends the run; undefined means no such bound. */
  readonly budget: TrainingBudget;
  /** Evaluations without improvement on the validation files after which training stops. */
  readonly patience: number;
  readonly seed: number;
}

export type OptimizerOptions =
  | { readonly name: 'sgd'; readonly momentum: number }
  | { readonly name: 'rmsprop'; readonly decay: number; readonly epsilon: number }
  | { readonly name: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

export interface TrainingBudget {
  readonly seconds?: number | undefined;
  readonly epochs?: number | undefined;
  readonly steps?: number | undefined;
}

export type PresetName = 'classic' | 'fast' | 'balanced' | 'large';

const adam = { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 } as const;

const balanced: TrainingOptions = {
  tokenizer: 'subword',
  vocabulary: 2000,
  cell: 'gru',
  layers: 1,
  embedding: 256,
  hidden: 256,
  dropout: 0.2,
  batch: 16,
  window: 32,
  optimizer: adam,
  learningRate: 7e-3,
  warmUpSteps: 50,
  schedule: 'linear',
  clipNorm: 1,
  budget: { seconds: 300, epochs: 40 },
  patience: 4,
  seed: 1,
};

/**
 * The presets. `balanced` is the default of editor and command line. `classic` is the model of the article to the
 * letter: characters, one tanh layer of 100, at most 100 tokens, plain gradient descent at 0.01 (char-rnn's and
 * min-char-rnn's window of 25 and clipping keep it from diverging).
 */
export const presets: Readonly<Record<PresetName, TrainingOptions>> = {
  classic: {
    ...balanced,
    tokenizer: 'char',
    vocabulary: 100,
    cell: 'rnn',
    embedding: 0,
    hidden: 100,
    dropout: 0,
    window: 25,
    optimizer: { name: 'sgd', momentum: 0 },
    learningRate: 0.01,
    warmUpSteps: 0,
    schedule: 'constant',
    clipNorm: 5,
  },
  fast: { ...balanced, vocabulary: 1000, embedding: 128, hidden: 128, budget: { seconds: 60, epochs: 40 } },
  balanced,
  large: {
    ...balanced,
    vocabulary: 4000,
    embedding: 384,
    hidden: 384,
    learningRate: 5e-3,
    budget: { seconds: 1200, epochs: 40 },
  },
};
