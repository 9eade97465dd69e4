import type { NextTokenModel } from './next-token-model.ts';

/** A recurrent network that can be looked into: a cache finds places again by their hidden states. */
export interface Network extends NextTokenModel {
  /** Length of `hidden`. */
  readonly hiddenSize: number;
  /** h of the top layer in `state`: (H), a view. */
  hidden(state: Float32Array): Float32Array;
}
