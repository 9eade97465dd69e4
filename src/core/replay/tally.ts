/** What happened while a text was typed with suggestions. */
export interface Tally {
  /** The code points of the text. */
  readonly characters: number;
  /** Keys pressed: one for each character typed and one for each suggestion accepted. */
  readonly keys: number;
  /** Code points that came with accepted suggestions. */
  readonly completed: number;
  /** Suggestions shown. One that only shrinks while it is typed through counts once. */
  readonly shown: number;
  readonly accepted: number;
  /** Positions at which the typist looked, one before each key. */
  readonly positions: number;
  /** Positions at which there was a suggestion. */
  readonly shownPositions: number;
}

export const emptyTally: Tally = {
  characters: 0,
  keys: 0,
  completed: 0,
  shown: 0,
  accepted: 0,
  positions: 0,
  shownPositions: 0,
};

export function addTallies(tallies: Iterable<Tally>): Tally {
  return addCounts(emptyTally, tallies);
}

/** The sum of records of counts, count by count. */
export function addCounts<Counts extends { readonly [Name in keyof Counts]: number }>(
  zero: Counts,
  all: Iterable<Counts>,
): Counts {
  const sum: Record<keyof Counts, number> = { ...zero };
  for (const counts of all) {
    for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name];
  }
  return sum as Counts;
}

/** A part as a share of the whole; 0 where there is nothing to share. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The figures by which systems are compared. They are 0 for an empty text. */
export interface Rates {
  /** 1 − keys / characters. */
  readonly keystrokesSaved: number;
  /** Characters that came with accepted suggestions / characters. */
  readonly completedCharacters: number;
  /** Accepted / shown. */
  readonly precision: number;
  /** Positions with a suggestion / positions. */
  readonly shownRate: number;
  /** Suggestions shown for each hundred characters. */
  readonly suggestionsPer100: number;
}

export function ratesOf(tally: Tally): Rates {
  return {
    keystrokesSaved: share(tally.characters - tally.keys, tally.characters),
    completedCharacters: share(tally.completed, tally.characters),
    precision: share(tally.accepted, tally.shown),
    shownRate: share(tally.shownPositions, tally.positions),
    suggestionsPer100: 100 * share(tally.shown, tally.characters),
  };
}

/**
 * The standard error of the precision over several texts, from how it differs between them (the ratio estimator of
 * Cochran 1977, section 6.4), since suggestions in one text are not independent of each other. For a single text, as if
 * they were.
 */
export function precisionError(tallies: readonly Tally[]): number {
  const { accepted, shown } = addTallies(tallies);
  if (shown === 0) return 0;
  const precision = accepted / shown;
  const n = tallies.length;
  if (n === 1) return Math.sqrt((precision * (1 - precision)) / shown);
  const squares = tallies.reduce((sum, each) => sum + (each.accepted - precision * each.shown) ** 2, 0);
  return Math.sqrt((n / (n - 1)) * squares) / shown;
}
