import type { NextTokenModel } from '../prediction/next-token-model.ts';
import { NgramEstimate } from './ngram-estimate.ts';
import type { NgramCounts } from './ngram-counts.ts';

/** Counts as a model of their own: its state is the last tokens, oldest first, −1 for none. */
export class NgramModel implements NextTokenModel {
  readonly stateSize: number;
  readonly #estimate: NgramEstimate;

  constructor(counts: NgramCounts) {
    this.stateSize = counts.order - 1;
    this.#estimate = new NgramEstimate(counts);
  }

  newState(): Float32Array {
    return new Float32Array(this.stateSize).fill(-1);
  }

  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    stateOut.set(stateIn.subarray(1));
    stateOut[this.stateSize - 1] = token;
  }

  probabilities(state: Float32Array, out: Float32Array): void {
    const tokens = state.subarray(state.findIndex((token) => token >= 0));
    this.#estimate.fill(out, tokens, tokens.length);
  }
}
