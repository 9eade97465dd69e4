/** A text that may come next, up to a place where it may be cut, and how probable it is that exactly this comes. */
export interface Cut {
  readonly text: string;
  readonly probability: number;
}
