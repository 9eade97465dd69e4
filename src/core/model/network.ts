import type { Kernels } from '../tensor/kernels.ts';
import type { NextTokenModel } from './next-token-model.ts';

/** The layer above the recurrent ones: logits (V) = W · h + bias. */
export interface OutputWeights {
  /** W (V, H), row-major. */
  readonly weight: ArrayLike<number>;
  /** (V) */
  readonly bias: ArrayLike<number>;
}

/**
 * A recurrent network whose hidden states and output layer can be read: the cache finds places again by their states.
 */
export interface Network extends NextTokenModel {
  /** Length of `hidden`. */
  readonly hiddenSize: number;
  /** h of the top layer in `state`: (H), a view. */
  hidden(state: Float32Array): Float32Array;
  /** As it was trained. A document that teaches it more copies it first. */
  readonly output: OutputWeights;
  /**
   * What each token before the last adds, to first order, to Σ ln p(tokens[i] | tokens before it) over i >= `from`, when
   * the network reads them from the start: gradient times input, (tokens.length − 1). Allocates in the memory of
   * `kernels`, which the caller disposes of.
   */
  attributions(kernels: Kernels, tokens: Int32Array, from: number): Float32Array;
}
