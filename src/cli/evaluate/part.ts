import type { Eagerness } from '../../core/prediction/eagerness.ts';
import type { Percentiles } from '../../core/replay/latencies.ts';
import type { ReliabilityBin } from '../../core/replay/calibration.ts';
import type { RuleFigures } from '../../core/replay/shaping-tally.ts';
import type { Rates } from '../../core/replay/tally.ts';
import type { ReplayRow } from './replay-files.ts';

/** What is measured unless parts are named. */
export const defaultParts = ['tacit', 'memory', 'word', 'word-recent', 'bits', 'tokens'] as const;
/** What can be measured, each without the others. */
export const partNames = [...defaultParts, 'gaps', 'several-lines'] as const;
export type PartName = (typeof partNames)[number];

/** What typing the test files with one system gave. */
export interface ReplayPart {
  readonly replay: readonly ReplayRow[];
  readonly replayWithRejections: readonly ReplayRow[];
  /** False where no file could be held out: thresholds are then those of the editor. */
  readonly thresholdsChosen: boolean;
  readonly calibration: {
    readonly expectedError: number;
    readonly table: readonly ReliabilityBin[];
  };
  readonly course: readonly { readonly characters: number; readonly keys: number }[];
  /** What the shaping rules did. */
  readonly shaping: readonly RuleFigures[];
  readonly latencyMilliseconds: Percentiles | undefined;
  /** The most that the whole process held: the test text, the simulated typists and what trained before included. */
  readonly peakMemoryMegabytes: number;
}

/** What typing stretches in the middles of lines again gave, at one eagerness. */
export interface GapRow extends Rates {
  readonly eagerness: Eagerness;
  readonly threshold: number;
  readonly gaps: number;
}

/** Bits per character of each kind of knowledge (modelling notes, section 1). */
export interface BitsPart {
  readonly network: number;
  readonly memory: number;
  readonly mixed: number;
  readonly adaptive: number;
}

/** How well the next code token is ranked: the share ranked first, and the mean reciprocal rank of the first ten. */
export interface TokensPart {
  readonly tokens: number;
  readonly top1: number;
  readonly mrr10: number;
}
