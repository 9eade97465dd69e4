import type { TextDocumentChangeEvent } from 'vscode';

interface Place {
  readonly line: number;
  readonly character: number;
}

/**
 * Returns the place after the key if the edit is one character that was typed at a cursor, and undefined if it is
 * something else: a paste, an accepted suggestion, an undoing.
 *
 * @param cursors - where the cursor may have been. The editor tells of its moves a little after the edits.
 */
export function typedKey(
  { contentChanges, reason }: Pick<TextDocumentChangeEvent, 'contentChanges' | 'reason'>,
  cursors: readonly (Place | undefined)[],
): Place | undefined {
  const [change] = contentChanges;
  if (reason !== undefined || contentChanges.length !== 1 || change === undefined) return undefined;
  const { text, range } = change;
  const { line, character } = range.start;
  const isOne = Array.from(text.replace('\r\n', '\n')).length === 1;
  const isAtCursor = cursors.some((cursor) => cursor?.line === line && cursor.character === character);
  if (!isOne || !range.isEmpty || !isAtCursor) return undefined;
  return text.endsWith('\n')
    ? { line: line + 1, character: 0 }
    : { line, character: character + text.length };
}
