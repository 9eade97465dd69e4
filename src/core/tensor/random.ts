/**
 * Seeded random numbers, the same on every machine. All come from one hash of 32-bit integers: the stream of `Random`
 * as well as dropout masks, for which the kernels hash a whole vector of counters.
 */

/**
 * Mixes 32 bits bijectively: "lowbias32" of Chris Wellons, https://nullprogram.com/blog/2018/07/31/ (constants in the
 * public domain). Returns an unsigned 32-bit integer.
 */
export function hash32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** 2³² divided by the golden ratio (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
const GOLDEN = 0x9e3779b9;

/** The hash of element `index` under `seed`. Dropout drops the element if it is below rate · 2³². */
export function dropoutHash(seed: number, index: number): number {
  return hash32((index + Math.imul(seed, GOLDEN)) | 0);
}

/** A stream of pseudo-random numbers. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // The constant is arbitrary. It keeps seed 0 from 0, which the hash leaves as it is.
    this.#state = hash32(seed ^ 0x5bf03635) | 0;
  }

  /** An unsigned 32-bit integer: a hashed Weyl sequence. */
  next(): number {
    this.#state = (this.#state + GOLDEN) | 0;
    return hash32(this.#state);
  }

  /** Uniform in [0, 1), in steps of 2⁻³². */
  uniform(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** In place (Fisher and Yates 1938). */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const item = items[i] as T;
      items[i] = items[j] as T;
      items[j] = item;
    }
    return items;
  }
}
