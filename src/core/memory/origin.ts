/** A place in a remembered file. */
export interface Origin {
  readonly path: string;
  /** Counted from 0. */
  readonly line: number;
  /** In UTF-16 code units, from the start of the line. */
  readonly character: number;
  /** What the line says. */
  readonly lineText: string;
  /** How many of the context's last tokens were found before it. */
  readonly context: number;
}
