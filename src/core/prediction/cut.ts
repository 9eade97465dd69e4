/** A text that may come next, up to a place where it may be cut, and the probability that exactly this comes. */
export interface Cut {
  readonly text: string;
  readonly probability: number;
}
