/**
 * What to show: `insertText` replaces [startCharacter, endCharacter) of the cursor's line. The range begins where the
 * word at the cursor begins, so that the editor keeps the text still while it is typed through.
 */
export interface Suggestion {
  readonly line: number;
  readonly startCharacter: number;
  readonly endCharacter: number;
  readonly insertText: string;
  /** The new part of `insertText`, which appears as ghost text at the cursor. */
  readonly ghostText: string;
  /** The model's probability that exactly this comes next. */
  readonly probability: number;
}
