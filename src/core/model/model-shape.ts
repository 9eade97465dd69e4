/** The sizes of a language model, from which its parameters follow. */
export interface ModelShape {
  readonly cell: Cell;
  /** Recurrent layers, 1 to 3. */
  readonly layers: number;
  /** V, special tokens included. */
  readonly vocabulary: number;
  /** E. At 0 there is no embedding: the first layer reads one-hot tokens. */
  readonly embedding: number;
  /** H. */
  readonly hidden: number;
}

export type Cell = 'rnn' | 'gru' | 'lstm';

/** G: how many gates a cell computes at once. Its weights have G · H rows. */
export const gatesOf: Readonly<Record<Cell, number>> = { rnn: 1, gru: 3, lstm: 4 };

/** Whether the output layer shares the embedding's weights, which it does where E = H: logits = h · Embᵀ + bias. */
export function isTied(shape: ModelShape): boolean {
  return shape.embedding === shape.hidden;
}
