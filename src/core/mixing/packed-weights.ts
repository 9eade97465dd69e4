/**
 * The letters that a weight may become, lowest first: ASCII's printable characters without those that strings must
 * escape.
 */
const LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i))
  .filter((letter) => !`'"\\\``.includes(letter))
  .join('');
/** The difference between two levels: too small for a mixer to notice. */
const STEP = 1 / 20;
const ZERO = Math.floor(LETTERS.length / 2);
const ZERO_LETTER = LETTERS.charAt(ZERO);
/** Zeros in a row that begin a run. The letter after them says how many more there are. */
const RUN = 3;
const runsOfZeros = new RegExp(`${ZERO_LETTER}{${RUN},${RUN + LETTERS.length - 1}}`, 'g');
const packedRuns = new RegExp(`${ZERO_LETTER}{${RUN}}(.)`, 'g');

/**
 * Weights as a string, small enough to be part of the source. A weight is one character, rounded to twentieths and
 * clipped to ±2.25. A run of up to 93 zeros is four characters.
 */
export function packWeights(values: Float32Array): string {
  const letters = Array.from(values, (value) => {
    const level = Math.round(value / STEP) + ZERO;
    return LETTERS[Math.min(LETTERS.length - 1, Math.max(0, level))];
  }).join('');
  return letters.replaceAll(runsOfZeros, (run) => run.slice(0, RUN) + LETTERS.charAt(run.length - RUN));
}

/** The inverse of `packWeights`. */
export function unpackWeights(packed: string): Float32Array {
  const letters = packed.replaceAll(packedRuns, (_run, more: string) =>
    ZERO_LETTER.repeat(RUN + LETTERS.indexOf(more)),
  );
  return Float32Array.from(letters, (letter) => (LETTERS.indexOf(letter) - ZERO) * STEP);
}
