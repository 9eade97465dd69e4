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

/**
 * Weights as a string of one character each, rounded to twentieths: small enough to be part of the source. What lies
 * outside ±2.25 is cut off there.
 */
export function packWeights(values: Float32Array): string {
  return Array.from(values, (value) => {
    const level = Math.round(value / STEP) + ZERO;
    return LETTERS[Math.min(LETTERS.length - 1, Math.max(0, level))];
  }).join('');
}

/** The inverse of `packWeights`. */
export function unpackWeights(packed: string): Float32Array {
  return Float32Array.from(packed, (letter) => (LETTERS.indexOf(letter) - ZERO) * STEP);
}
