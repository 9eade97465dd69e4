/** A stretch of a text, from one UTF-16 offset up to another, exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
