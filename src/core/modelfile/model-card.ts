import type { ModelShape } from '../model/model-shape.ts';
import { arePathDigests, type PathDigests } from '../text/path-digests.ts';
import { tokenizerFromJson } from '../text/learn-tokenizer.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import {
  largest,
  type OptimizerOptions,
  type TrainingBudget,
  type TrainingOptions,
} from '../training/training-options.ts';
import {
  constant,
  either,
  type Guard,
  integerFrom,
  isFlag,
  isJson,
  isTable,
  isText,
  numberFrom,
  optional,
  partOf,
  tableOf,
} from '../base/guards.ts';

/** All that a model file holds besides its tensors. */
export interface ModelCard {
  readonly shape: ModelShape;
  readonly options: TrainingOptions;
  readonly tokenizer: Tokenizer;
  readonly provenance: Provenance;
  readonly figures: Figures;
}

/** Where a model comes from. */
export interface Provenance {
  /**
   * When it was stored: ISO 8601, in UTC. Left out in runs without a bound on time, which give the same bytes each
   * time.
   */
  readonly created?: string | undefined;
  /** The version of Tacit that wrote it. */
  readonly tacitVersion: string;
  readonly workspace: string;
  /** Shows whether the corpus is still the one that was learned. */
  readonly corpusDigest: string;
  /** The number of files that were learned. */
  readonly files: number;
  /** Which files were ever learned from, in the run and when they were saved. Left out where that is not known. */
  readonly learned?: PathDigests | undefined;
  /** Those of them that have been deleted or renamed since. The next run starts from scratch. */
  readonly gone?: PathDigests | undefined;
  /** How many files the user had told Tacit to forget when the run began. None of them was learned from. */
  readonly withheld?: number | undefined;
}

/** How far training has come. */
export interface Figures {
  /** Seconds of training; 0 in runs without a bound on time. */
  readonly seconds: number;
  readonly steps: number;
  /** The epoch that comes next, counted from 0. */
  readonly epoch: number;
  /** The batch of that epoch that comes next, counted from 0. */
  readonly position: number;
  /** Tokens learned in all epochs together. */
  readonly tokens: number;
  /** On the validation files, by the network alone; undefined where none were held out. */
  readonly validationBitsPerCharacter?: number | undefined;
  /** Whether the run has come to its end. */
  readonly finished: boolean;
}

/** A card as texts by name, as a model file holds it. */
export type CardTexts = Readonly<Record<keyof ModelCard, string>>;

export function cardToTexts(card: ModelCard): CardTexts {
  const { shape, options, tokenizer, provenance, figures } = card;
  return {
    shape: JSON.stringify(shape),
    options: JSON.stringify(options),
    tokenizer: JSON.stringify(tokenizer.toJson()),
    provenance: JSON.stringify(provenance),
    figures: JSON.stringify(figures),
  };
}

/** The card; undefined where a part of it is missing or is not what it should be. */
export function cardFromTexts(texts: Readonly<Partial<Record<string, string>>>): ModelCard | undefined {
  const shape = parse(texts['shape'], isModelShape);
  const options = parse(texts['options'], isTrainingOptions);
  const tokenizer = tokenizerFromJson(parse(texts['tokenizer'], isTable));
  const provenance = parse(texts['provenance'], isProvenance);
  const figures = parse(texts['figures'], isFigures);
  if (!shape || !options || !tokenizer || !provenance || !figures) return undefined;
  // JSON has no Infinity, for which it writes null.
  return {
    shape,
    options: { ...options, clipNorm: options.clipNorm ?? Infinity },
    tokenizer,
    provenance,
    figures,
  };
}

function parse<T>(text: string | undefined, isT: Guard<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isT(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isCount = integerFrom(0);
const isFraction = numberFrom(0, 1);
const isMissing = constant(undefined);

const shapeGuards = {
  cell: constant('rnn', 'gru', 'lstm'),
  layers: integerFrom(1, largest.layers),
  vocabulary: integerFrom(1, largest.vocabulary),
  embedding: integerFrom(0, largest.embedding),
  hidden: integerFrom(1, largest.hidden),
} as const;

const isModelShape = tableOf<ModelShape>(shapeGuards);

const isProvenance = tableOf<Provenance>({
  created: either(isMissing, isText),
  tacitVersion: isText,
  workspace: isText,
  corpusDigest: isText,
  files: isCount,
  learned: optional(arePathDigests),
  gone: optional(arePathDigests),
  withheld: optional(isCount),
});

const isFigures = tableOf<Figures>({
  seconds: numberFrom(0),
  steps: isCount,
  epoch: isCount,
  position: isCount,
  tokens: isCount,
  validationBitsPerCharacter: either(isMissing, numberFrom(0)),
  finished: isFlag,
});

type Named<N extends OptimizerOptions['name']> = Extract<OptimizerOptions, { name: N }>;

const isOptimizer = either(
  tableOf<Named<'sgd'>>({ name: constant('sgd'), momentum: isFraction }),
  either(
    tableOf<Named<'rmsprop'>>({ name: constant('rmsprop'), decay: isFraction, epsilon: numberFrom(0) }),
    tableOf<Named<'adam'>>({
      name: constant('adam'),
      beta1: isFraction,
      beta2: isFraction,
      epsilon: numberFrom(0),
    }),
  ),
);

const isBound = either(isMissing, numberFrom(Number.MIN_VALUE));

type StoredOptions = Omit<TrainingOptions, 'clipNorm'> & { readonly clipNorm: number | null };

const optionGuards = {
  tokenizer: constant('char', 'word', 'subword'),
  ...shapeGuards,
  dropout: (value: unknown): value is number => isFraction(value) && value < 1,
  batch: integerFrom(1, largest.batch),
  window: integerFrom(1, largest.window),
  optimizer: isOptimizer,
  learningRate: numberFrom(0),
  warmUpSteps: isCount,
  schedule: constant('linear', 'constant'),
  clipNorm: either(numberFrom(0), constant(null)),
  budget: tableOf<TrainingBudget>({ seconds: isBound, epochs: isBound, steps: isBound }),
  patience: isCount,
  seed: numberFrom(-Number.MAX_VALUE),
} as const;

const isTrainingOptions = tableOf<StoredOptions>(optionGuards);

const areSomeOptions = partOf<TrainingOptions>({ ...optionGuards, clipNorm: numberFrom(0, Infinity) });

/** Options that differ from those of a preset: any of them, each within its bounds, and fit for a card. */
export const areOptions: Guard<Partial<TrainingOptions>> = (value): value is Partial<TrainingOptions> =>
  areSomeOptions(value) && isJson(value);
