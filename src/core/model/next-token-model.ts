/**
 * What prediction needs of a trained network: a step from state to state for each token, and the distribution of the
 * token that comes next. States are plain arrays of `stateSize` numbers, which the caller can keep by the hundred.
 */
export interface NextTokenModel {
  readonly stateSize: number;
  /** The state before anything was read. */
  newState(): Float32Array;
  /** stateOut = the state after `token` was read in `stateIn`. They may be the same array. */
  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void;
  /** out (V) = softmax(logits · inverseTemperature). The inverse temperature is 1 unless given. */
  probabilities(state: Float32Array, out: Float32Array, inverseTemperature?: number): void;
}
