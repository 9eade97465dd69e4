import type { ReliabilityBin } from '../../core/replay/calibration.ts';
import type { Percentiles } from '../../core/replay/latencies.ts';
import type { BitsPart, GapRow, ReplayPart, SourcesPart, TokensPart } from './part.ts';
import type { JudgedCalibration } from './judged-calibrations.ts';
import type { TimedPart, TimedRow } from './measure-timed.ts';
import type { PersonRow } from './measure-person.ts';
import type { ReplayRow } from './replay-files.ts';

export interface TrainingFigures {
  readonly seconds: number;
  readonly tokens: number;
}

export interface CorpusFigures {
  readonly trainFiles: number;
  readonly trainCharacters: number;
  readonly testFiles: number;
  readonly testCharacters: number;
  readonly testCopiesLeftOut: number;
}

/** What `tacit evaluate --json` prints. What was not asked for is undefined, and is printed as null. */
export interface Report extends Readonly<Record<string, unknown>> {
  readonly corpus: CorpusFigures;
  /** Whether only part of the test text was typed. Such figures cannot be compared with others. */
  readonly isPartial: boolean;
  readonly training: TrainingFigures | undefined;
  readonly bitsPerCharacter: BitsPart | undefined;
  readonly nextToken: TokensPart | undefined;
  readonly replay: readonly ReplayRow[] | undefined;
  /** The same where a suggestion that was shown and not taken is not shown again. */
  readonly replayWithRejections: readonly ReplayRow[] | undefined;
  /** Against the clock, with the editor's own gate: what one gets who has set nothing. */
  readonly timed: readonly TimedRow[] | undefined;
  readonly timedBaselines: Readonly<Record<'memory' | 'word', readonly TimedRow[]>> | undefined;
  /** What it is worth to one person that the judge has learned from them. */
  readonly person: readonly PersonRow[] | undefined;
  /** How often what the judge believed of those suggestions was right. */
  readonly judged: readonly JudgedCalibration[] | undefined;
  /** The share of those suggestions that end in a word which no file and no document holds. */
  readonly endsInUnknownWord: number | undefined;
  /** The share of them that are blanks alone. */
  readonly invisible: number | undefined;
  /** The same as `replay` where suggestions of several lines are shown. */
  readonly replaySeveralLines: readonly ReplayRow[] | undefined;
  /** Stretches in the middles of lines, typed again before the rest of their lines. */
  readonly gaps: readonly GapRow[] | undefined;
  /** Whether explanations name the lines that taught what is suggested. */
  readonly sources: SourcesPart | undefined;
  readonly thresholdsChosenOnHeldOutFiles: boolean | undefined;
  readonly calibration:
    { readonly expectedError: number; readonly table: readonly ReliabilityBin[] } | undefined;
  /** What each shaping rule did, at the threshold of the first row. */
  readonly shaping: ReplayPart['shaping'] | undefined;
  /** Characters and keys so far after each file, at the threshold of the first row. */
  readonly course: readonly { readonly characters: number; readonly keys: number }[] | undefined;
  readonly baselines: {
    readonly word: readonly ReplayRow[] | undefined;
    readonly wordRecent: readonly ReplayRow[] | undefined;
    readonly memory: readonly ReplayRow[] | undefined;
  };
  readonly latencyMilliseconds: Percentiles | undefined;
  readonly peakMemoryMegabytes: number | undefined;
}

export interface Measured {
  readonly corpus: CorpusFigures;
  readonly isPartial: boolean;
  readonly training: TrainingFigures | undefined;
  readonly timed: TimedPart | undefined;
  readonly timedBaselines: Report['timedBaselines'];
  readonly person: readonly PersonRow[] | undefined;
  readonly tacit: ReplayPart | undefined;
  readonly memory: ReplayPart | undefined;
  readonly word: ReplayPart | undefined;
  readonly wordRecent: ReplayPart | undefined;
  readonly bits: BitsPart | undefined;
  readonly tokens: TokensPart | undefined;
  readonly gaps: readonly GapRow[] | undefined;
  readonly sources: SourcesPart | undefined;
  readonly severalLines: ReplayPart | undefined;
}

export function reportOf({
  corpus,
  isPartial,
  training,
  timed,
  timedBaselines,
  person,
  tacit,
  memory,
  word,
  wordRecent,
  bits,
  tokens,
  gaps,
  sources,
  severalLines,
}: Measured): Report {
  return {
    corpus,
    isPartial,
    training,
    timed: timed?.timed,
    timedBaselines,
    person,
    judged: timed?.judged,
    bitsPerCharacter: bits,
    nextToken: tokens,
    replay: tacit?.replay,
    replayWithRejections: tacit?.replayWithRejections,
    endsInUnknownWord: timed?.ends.endsInUnknownWord,
    invisible: timed?.ends.invisible,
    replaySeveralLines: severalLines?.replay,
    gaps,
    sources,
    thresholdsChosenOnHeldOutFiles: tacit?.thresholdsChosen,
    calibration: tacit?.calibration,
    shaping: tacit?.shaping,
    course: tacit?.course,
    baselines: { word: word?.replay, wordRecent: wordRecent?.replay, memory: memory?.replay },
    latencyMilliseconds: tacit?.latencyMilliseconds,
    peakMemoryMegabytes: tacit?.peakMemoryMegabytes,
  };
}
