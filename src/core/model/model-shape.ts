/** The sizes of a language model: everything that decides which parameters it has. */
export interface ModelShape {
  readonly cell: Cell;
  /** Recurrent layers, 1 to 3. */
  readonly layers: number;
  /** V, special tokens included. */
  readonly vocabulary: number;
  /** E; 0 for none: the first layer reads tokens one-hot. */
  readonly embedding: number;
  /** H. */
  readonly hidden: number;
}

export type Cell = 'rnn' | 'gru' | 'lstm';

/** Gates a cell computes at once: rows of its weights in units of H. */
export const gatesOf: Readonly<Record<Cell, number>> = { rnn: 1, gru: 3, lstm: 4 };

/** The output layer shares the embedding's weights where the sizes allow it: logits = h · Embᵀ + b needs E = H. */
export function isTied(shape: ModelShape): boolean {
  return shape.embedding === shape.hidden;
}
