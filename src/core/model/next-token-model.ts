/**
 * What prediction needs of a trained network: states as plain blocks of `stateSize` numbers that may be kept by the
 * hundred, one step a token, and the distribution over what comes next.
 */
export interface NextTokenModel {
  readonly stateSize: number;
  /** The state before anything was read. */
  newState(): Float32Array;
  /** stateOut = the state after `token`, read in `stateIn`. They may be the same block. */
  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void;
  /** out (V) = softmax(logits · inverseTemperature), inverseTemperature 1 unless given. */
  probabilities(state: Float32Array, out: Float32Array, inverseTemperature?: number): void;
}
