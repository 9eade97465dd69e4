/**
 * Seeded random numbers. One 32-bit integer hash serves everything: as a counter-based source for dropout masks (the
 * kernels compute it for whole vectors) and as the stream of `Random`. Same seed, same numbers, on every machine.
 */

/**
 * A bijective mixing of 32 bits: "lowbias32" of Chris Wellons, https://nullprogram.com/blog/2018/07/31/ (public
 * domain constants). Returns an unsigned 32-bit integer.
 */
export function hash32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The hash that dropout draws for element `index` under `seed`: below rate · 2³² means dropped. */
export function dropoutHash(seed: number, index: number): number {
  return hash32((index + Math.imul(seed, 0x9e3779b9)) | 0);
}

/** A stream of pseudo-random numbers. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = hash32(seed ^ 0x5bf03635) | 0;
  }

  /** An unsigned 32-bit integer (a Weyl sequence, hashed). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return hash32(this.#state);
  }

  /** Uniform in [0, 1), 32 bits fine. */
  uniform(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Fisher and Yates, in place. */
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
