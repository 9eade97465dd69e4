/** The letters of a packed weight, lowest first: ASCII's printable characters, but for those that a string must escape. */
const LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i))
  .filter((letter) => !`'"\\\``.includes(letter))
  .join('');
/** One level of the packed numbers: less than a mixer notices. */
const STEP = 1 / 20;
const ZERO = Math.floor(LETTERS.length / 2);

/**
 * Weights as a string, one character each, rounded to twentieths: small enough to be shipped in the source. What lies
 * outside of ±2.25 is cut there.
 */
export function packWeights(values: Float32Array): string {
  return Array.from(values, (value) => {
    const level = Math.round(value / STEP) + ZERO;
    return LETTERS[Math.min(LETTERS.length - 1, Math.max(0, level))];
  }).join('');
}

/** The weights again. */
export function unpackWeights(packed: string): Float32Array {
  return Float32Array.from(packed, (letter) => (LETTERS.indexOf(letter) - ZERO) * STEP);
}
