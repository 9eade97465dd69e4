import type { NextTokenModel } from '../model/next-token-model.ts';
import { NgramEstimate } from '../memory/ngram-estimate.ts';
import type { NgramCounts } from '../memory/ngram-counts.ts';
import { forgetTokens, pushToken, tokensOf } from '../memory/token-history.ts';

/** Counts used alone as a model. Its state is the last tokens, oldest first, −1 where there are none. */
export class NgramModel implements NextTokenModel {
  readonly stateSize: number;
  readonly #estimate: NgramEstimate;

  constructor(counts: NgramCounts) {
    this.stateSize = counts.order - 1;
    this.#estimate = new NgramEstimate(counts);
  }

  newState(): Float32Array {
    const state = new Float32Array(this.stateSize);
    forgetTokens(state);
    return state;
  }

  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    pushToken(stateIn, token, stateOut);
  }

  probabilities(state: Float32Array, out: Float32Array): void {
    const tokens = tokensOf(state);
    this.#estimate.fill(out, tokens, tokens.length);
  }
}
