/** What happened while a text was typed with suggestions. */
export interface Tally {
  /** Code points of the text. */
  readonly characters: number;
  /** Keys pressed: one for each character typed and one for each suggestion accepted. */
  readonly keys: number;
  /** Code points that came with accepted suggestions. */
  readonly completed: number;
  /** Suggestions shown; one that only shrinks because the typist types through it counts once. */
  readonly shown: number;
  readonly accepted: number;
  /** Places where the typist looked up, one before each key. */
  readonly positions: number;
  /** Of these, those with a suggestion. */
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
  let sum = emptyTally;
  for (const other of tallies) {
    sum = {
      characters: sum.characters + other.characters,
      keys: sum.keys + other.keys,
      completed: sum.completed + other.completed,
      shown: sum.shown + other.shown,
      accepted: sum.accepted + other.accepted,
      positions: sum.positions + other.positions,
      shownPositions: sum.shownPositions + other.shownPositions,
    };
  }
  return sum;
}

/** The shares by which systems are compared. Of nothing they are 0. */
export interface Rates {
  /** 1 − keys / characters. */
  readonly keystrokesSaved: number;
  /** Characters that came with accepted suggestions / characters. */
  readonly completedCharacters: number;
  /** Accepted / shown. */
  readonly precision: number;
  /** Positions with a suggestion / positions. */
  readonly shownRate: number;
  /** Suggestions shown in a hundred characters. */
  readonly suggestionsPer100: number;
}

export function ratesOf(tally: Tally): Rates {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    keystrokesSaved: share(tally.characters - tally.keys, tally.characters),
    completedCharacters: share(tally.completed, tally.characters),
    precision: share(tally.accepted, tally.shown),
    shownRate: share(tally.shownPositions, tally.positions),
    suggestionsPer100: 100 * share(tally.shown, tally.characters),
  };
}

/**
 * The standard error of the precision of texts taken together, from how it differs between them (the ratio estimator of
 * Cochran 1977, section 6.4: suggestions in one text are not independent of each other). Of one text, as if they were.
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
