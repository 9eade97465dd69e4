import type { Cell } from '../model/model-shape.ts';
import type { TokenizerKind } from '../text/tokenizer.ts';

/** How to train. With the files, these options decide what model comes out. A new model has its sizes from here. */
export interface TrainingOptions {
  readonly tokenizer: TokenizerKind;
  /** The largest vocabulary, special tokens included. The tokenizer may find fewer. */
  readonly vocabulary: number;
  readonly cell: Cell;
  readonly layers: number;
  readonly embedding: number;
  readonly hidden: number;
  /** Probability that an output of a recurrent layer is dropped in training, from 0 to less than 1. */
  readonly dropout: number;
  /** B, the lanes that are trained side by side. */
  readonly batch: number;
  /** T, the tokens of a window of truncated back-propagation through time. */
  readonly window: number;
  readonly optimizer: OptimizerOptions;
  /** Peak learning rate. */
  readonly learningRate: number;
  /** Steps of linear warm-up from 0 to the peak. */
  readonly warmUpSteps: number;
  /** What the rate does after the warm-up: fall linearly, to 0 at the end of the budget, or stay. */
  readonly schedule: 'linear' | 'constant';
  /** Bound on the global norm of the gradient; Infinity for none. */
  readonly clipNorm: number;
  /** When to stop. The first bound that is reached ends the run; undefined means no bound. */
  readonly budget: TrainingBudget;
  /** Evaluations in a row without a gain on the validation files after which training comes to its end. */
  readonly patience: number;
  readonly seed: number;
}

/** The largest sizes that may be asked for. They bound what a run that a file describes may take of the memory. */
export const largest = {
  layers: 3,
  vocabulary: 65_536,
  embedding: 4096,
  hidden: 4096,
  batch: 1024,
  window: 1024,
} as const;

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
 * The presets. `balanced` is the default in the editor and on the command line. `classic` is the plainest of recurrent
 * language models: characters, one tanh layer of 100, at most 100 tokens, plain gradient descent at 0.01. The window of
 * 25 and the clipping of min-char-rnn (Karpathy 2015, "The Unreasonable Effectiveness of Recurrent Neural Networks")
 * keep it from diverging.
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
