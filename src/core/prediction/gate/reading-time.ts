/** How long it takes someone to type and to read, in seconds. */
export interface Pace {
  /** K: one key. */
  readonly key: number;
  /** L: noticing that something new stands there, and looking at it. */
  readonly look: number;
  /** r: reading one character. */
  readonly character: number;
}

/**
 * K of an average typist (Card, Moran and Newell 1980, the keystroke-level model: 0.20 s at 55 words a minute); L and r
 * as in silent reading at about 240 words a minute (Brysbaert 2019), with a quarter of a second for a fixation (Rayner
 * 1998).
 */
export const averagePace: Pace = { key: 0.2, look: 0.25, character: 0.05 };

/** A wrong text is read to its first wrong character and this much further, in characters. */
export const READ_BEYOND = 5;
/** How much of a wrong text is read if it is not known where it is wrong, in characters. */
const READ_OF_WRONG = 8;

/**
 * The seconds that a text of n characters is expected to save: of the mass `reached` of all that may come, `right` goes
 * where the text is right,
 *   right · ((n − 1) K − L − r n) − (reached − right) · (L + r min(n, 8)),
 * where the −1 is the key that accepts.
 */
export function expectedSeconds(n: number, right: number, reached: number, pace: Pace): number {
  const { key: K, look: L, character: r } = pace;
  return right * ((n - 1) * K - L - r * n) - (reached - right) * (L + r * Math.min(n, READ_OF_WRONG));
}
