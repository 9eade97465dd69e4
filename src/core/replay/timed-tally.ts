import type { Pace } from '../prediction/gate/reading-time.ts';
import { addCounts } from './tally.ts';

/** What takes time while a text is typed with suggestions. */
export interface TimedTally {
  /** The code points of the text that the editor does not insert by itself. */
  readonly characters: number;
  readonly keys: number;
  /** New suggestions, and those that were looked at. */
  readonly shown: number;
  readonly looks: number;
  /** Code points of suggestions that were read. */
  readonly read: number;
  readonly taken: number;
  /** Suggestions that were typed past. */
  readonly refused: number;
  /** Code points that came with suggestions. */
  readonly completed: number;
  /** The same for suggestions of several lines. */
  readonly severalTaken: number;
  readonly severalRefused: number;
  readonly severalCompleted: number;
}

export const emptyTimedTally: TimedTally = {
  characters: 0,
  keys: 0,
  shown: 0,
  looks: 0,
  read: 0,
  taken: 0,
  refused: 0,
  completed: 0,
  severalTaken: 0,
  severalRefused: 0,
  severalCompleted: 0,
};

export function addTimedTallies(tallies: Iterable<TimedTally>): TimedTally {
  return addCounts(emptyTimedTally, tallies);
}

/** The seconds that a typist took. */
function secondsOf({ keys, looks, read }: TimedTally, { key, look, character }: Pace): number {
  return keys * key + looks * look + read * character;
}

/** 1 − the time with suggestions / the time without; 0 for an empty text. It is negative where they cost more time. */
export function netTimeSaved(tally: TimedTally, pace: Pace): number {
  return tally.characters === 0 ? 0 : 1 - secondsOf(tally, pace) / (tally.characters * pace.key);
}
