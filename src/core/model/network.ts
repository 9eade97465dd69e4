import type { NextTokenModel } from './next-token-model.ts';

/** The layer above the recurrent ones: logits (V) = W · h + bias. */
export interface OutputWeights {
  /** W (V, H), row-major. */
  readonly weight: ArrayLike<number>;
  /** (V) */
  readonly bias: ArrayLike<number>;
}

/** A recurrent network that can be looked into: a cache finds places again by their hidden states. */
export interface Network extends NextTokenModel {
  /** Length of `hidden`. */
  readonly hiddenSize: number;
  /** h of the top layer in `state`: (H), a view. */
  hidden(state: Float32Array): Float32Array;
  /** As it was trained; to be copied where a document is to teach it more. */
  readonly output: OutputWeights;
}
