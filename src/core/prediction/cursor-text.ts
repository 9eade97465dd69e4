import type { Suggestion } from './suggestion.ts';

/** The text around the cursor, with the entry that is selected in the editor's list in place of what is typed of it. */
export interface CursorText {
  readonly prefix: string;
  readonly suffix: string;
  /** The word at the cursor, where it begins, and what is typed of it. */
  readonly word: string;
  readonly start: number;
  readonly typed: string;
}

/** The text around `character` in a line. Undefined if nothing can extend the selected entry. */
export function cursorText(
  text: string,
  character: number,
  selected: { readonly startCharacter: number; readonly text: string } | undefined,
): CursorText | undefined {
  const start = selected ? Math.min(selected.startCharacter, character) : wordStart(text, character);
  const typed = text.slice(start, character);
  const word = selected ? selected.text : typed;
  if (!word.startsWith(typed)) return undefined;
  return { prefix: text.slice(0, start) + word, suffix: text.slice(character), word, start, typed };
}

/** What the editor inserts to show `text`, which replaces the word at the cursor. */
export function suggestionAt(
  { prefix, word, start, typed }: CursorText,
  line: number,
  { text, probability }: { readonly text: string; readonly probability: number },
): Suggestion {
  return {
    line,
    startCharacter: start,
    endCharacter: start + typed.length,
    insertText: word + text,
    ghostText: prefix.slice(start + typed.length) + text,
    probability,
  };
}

/** The start of the word that ends at `character`. */
function wordStart(text: string, character: number): number {
  const word = /[\p{L}\p{N}_$]*$/u.exec(text.slice(Math.max(0, character - 200), character))?.[0] ?? '';
  return character - word.length;
}
