import type { NgramCounter } from './ngram-counter.ts';

/** A probability and the confidence in it, between 0 and 1. */
export interface Belief {
  readonly probability: number;
  readonly confidence: number;
}

/**
 * An n-gram model at one place. Following Jelinek and Mercer (1980), each order's share is interpolated with that of
 * the order below. λ is 1/2 everywhere, and n is the number of orders whose context was seen:
 *
 *     p(w) = Σ_k λ^(n-k+1) · share_k(w) / (1 - λ^n),   k = 1 the share among all tokens, n the longest context
 *
 * The confidence is 1 - 2^-n: it grows with the longest context seen (Hellendoorn and Devanbu, FSE 2017).
 */
export class PlacedNgrams {
  readonly #counter: NgramCounter;
  readonly #contexts: readonly number[];

  constructor(counter: NgramCounter, tokens: Int32Array, at: number) {
    this.#counter = counter;
    this.#contexts = counter.contexts(tokens, at);
  }

  belief(token: number): Belief {
    let probability = 0;
    let mass = 0;
    for (const context of this.#contexts) {
      probability = (probability + this.#counter.share(context, token)) / 2;
      mass = (mass + 1) / 2;
    }
    return {
      probability: mass === 0 ? 0 : probability / mass,
      confidence: 1 - 2 ** -this.#contexts.length,
    };
  }

  /** At most `most` proposed tokens: those that followed the longest context, then the next shorter one, and so on. */
  candidates(most: number): Set<number> {
    const proposed = new Set<number>();
    for (const context of this.#contexts.toReversed()) {
      if (proposed.size >= most) break;
      for (const token of this.#counter.mostFrequent(context).slice(0, most - proposed.size))
        proposed.add(token);
    }
    return proposed;
  }
}
