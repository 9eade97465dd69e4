import type { LineEdit } from './open-document.ts';
import type { Shown } from './typed-through.ts';

/**
 * Whether an edit accepts a suggestion: it inserts the whole of it at once. A last character alone is typed. The editor
 * may insert the beginning of the word once more, in its own place.
 */
export function isTaken(
  { line, prefix, ghostText }: Shown,
  { endLine, endCharacter, text }: LineEdit,
): boolean {
  return (
    ghostText.length > 1 && endLine === line && endCharacter === prefix.length && text.endsWith(ghostText)
  );
}
