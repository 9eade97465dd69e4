import type { Eagerness } from '../../core/prediction/eagerness.ts';
import type { Percentiles } from '../../core/replay/latencies.ts';
import type { ReliabilityBin } from '../../core/replay/calibration.ts';
import type { RuleFigures } from '../../core/replay/shaping-tally.ts';
import type { Rates } from '../../core/replay/tally.ts';
import type { ReplayRow } from './replay-files.ts';

/** The parts that are measured unless others are named. */
export const defaultParts = [
  'timed',
  'timed-baselines',
  'tacit',
  'memory',
  'word',
  'word-recent',
  'bits',
  'tokens',
] as const;
/** All parts. Each can be measured without the others. */
export const partNames = [...defaultParts, 'gaps', 'several-lines', 'person', 'sources'] as const;
export type PartName = (typeof partNames)[number];

/** Figures from typing the test files with one system. */
export interface ReplayPart {
  readonly replay: readonly ReplayRow[];
  readonly replayWithRejections: readonly ReplayRow[];
  /** False where no file could be held out, so that the threshold is the editor's. */
  readonly thresholdsChosen: boolean;
  readonly calibration: {
    readonly expectedError: number;
    readonly table: readonly ReliabilityBin[];
  };
  readonly course: readonly { readonly characters: number; readonly keys: number }[];
  /** What the shaping rules did. */
  readonly shaping: readonly RuleFigures[];
  readonly latencyMilliseconds: Percentiles | undefined;
  /** The most that the whole process took, including the test text, the simulated typists and the training before. */
  readonly peakMemoryMegabytes: number;
}

/** Figures from typing stretches in the middles of lines again, at one eagerness. */
export interface GapRow extends Rates {
  readonly eagerness: Eagerness;
  readonly threshold: number;
  readonly gaps: number;
}

/** Bits per character of the test files. */
export interface BitsPart {
  /** By the network alone. */
  readonly network: number;
  /** By the memory's n-grams alone. */
  readonly memory: number;
  /** By all experts, mixed. Each file is typed as if there had been no other. */
  readonly mixed: number;
  /** The same, but what was typed is remembered from line to line and from file to file. */
  readonly adaptive: number;
}

/**
 * How well the next code token is ranked: the share that is ranked first, and the mean reciprocal rank in the first
 * ten.
 */
export interface TokensPart {
  readonly tokens: number;
  readonly top1: number;
  readonly mrr10: number;
}

/** How often explanations name the line that taught a suggestion, where that is known. */
export interface SourcesPart {
  /** Lines that were planted in the training files. */
  readonly planted: number;
  /** How many suggestions in lines like these were right, and so were explained. */
  readonly suggestions: number;
  /** In what share of them the planted line was the first source that was named. */
  readonly first: number;
  /** The same for the first three. */
  readonly firstThree: number;
  /** What an explanation took, in milliseconds; 95 % took no longer. Undefined where there was none. */
  readonly milliseconds: number | undefined;
}
