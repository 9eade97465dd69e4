/** What stands around the cursor, and how the editor is set. */
export interface ShapingContext {
  /** The line's text before and behind the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  /** The next line that is not blank, without its indentation; undefined at the end of the document. */
  readonly nextLine: string | undefined;
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/** Turns a continuation into what may be shown; the empty text means that nothing may. */
export type ShapingRule = (text: string, context: ShapingContext) => string;
