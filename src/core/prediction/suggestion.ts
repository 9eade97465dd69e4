/**
 * What to show: `insertText` replaces [startCharacter, endCharacter) of the cursor's line. The range reaches back over
 * the part of the word that is typed (the editor then keeps the text still while it is typed through) and may reach
 * forward over closers that stand behind the cursor already.
 */
export interface Suggestion {
  readonly line: number;
  readonly startCharacter: number;
  readonly endCharacter: number;
  readonly insertText: string;
  /** The part of `insertText` that is new: what appears as ghost text behind the cursor. */
  readonly ghostText: string;
  /** The model's probability that exactly this comes next. */
  readonly probability: number;
}
