/**
 * One window of B lanes side by side, T tokens each: what a training step reads. Time-major: position t of lane b is
 * at t · B + b in each of the three, whose length is T · B.
 */
export interface Batch {
  /** The token that the model reads. */
  readonly inputs: Int32Array;
  /** The token that comes next, which the model shall predict; −1 where nothing is to be learned. */
  readonly targets: Int32Array;
  /** 1 where a file begins: the state that enters this position is zero. Else 0. */
  readonly clears: Int32Array;
}
