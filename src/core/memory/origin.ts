/** A place in a remembered file. */
export interface Origin {
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** UTF-16 code units from the start of the line. */
  readonly character: number;
  /** How many of the context's last tokens stand before it there, too. */
  readonly context: number;
}
