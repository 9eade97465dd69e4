import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import { Sequence } from '../tensor/sequence.ts';
import type { WindowSize } from './recurrent-layer.ts';

/**
 * A state over a window: what enters each step and what leaves it. What leaves one step enters the next, except in
 * lanes where a file begins, which zeros enter.
 */
export class StateSequence {
  /** (T, B, H): what enters each step. */
  readonly before: Sequence;
  /** (T, B, H): what leaves it. */
  readonly after: Sequence;
  readonly #kernels: Kernels;
  readonly #B: number;
  readonly #H: number;

  constructor(kernels: Kernels, H: number, { T, B }: WindowSize) {
    this.#kernels = kernels;
    this.#B = B;
    this.#H = H;
    this.before = new Sequence(kernels, T, B, H);
    this.after = new Sequence(kernels, T, B, H);
  }

  /**
   * Fills and returns what enters step t: `carried` (B, H) from the window before, or else what has left step t − 1.
   */
  enter(t: number, carried: Tensor, clears: Indices): Tensor {
    const before = this.before.at(t);
    this.#kernels.copy(before, t === 0 ? carried : this.after.at(t - 1));
    this.#kernels.clearRows(before, clears, this.#B, this.#H);
    return before;
  }
}
