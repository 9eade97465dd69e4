import type { LineEdit, LineSplice } from './open-document.ts';

/** A place in a document: a line, and its text before the cursor. */
export interface LinePlace {
  readonly line: number;
  readonly prefix: string;
}

/**
 * The line of a place after an edit; undefined if the edit has replaced the text before the cursor. Where an edit ends
 * at the beginning of a line and leaves that beginning alone, as an empty line inserted above does, the line has moved.
 */
export function movedLine(
  { line, prefix }: LinePlace,
  { startCharacter, endCharacter, text }: Omit<LineEdit, 'startLine' | 'endLine'>,
  { line: from, removed, inserted }: LineSplice,
): number | undefined {
  const last = from + removed - 1;
  if (line < from) return line;
  if (line > last) return line + inserted - removed;
  // Within one line nothing moves. What was typed before the cursor may come back when the user deletes some of it.
  if (removed === 1 && inserted === 1) return line;
  const leavesLineStart = endCharacter === 0 && (text === '' ? startCharacter === 0 : text.endsWith('\n'));
  // At the very beginning of a line a line break is typed after the cursor's place, which stays.
  if (line === last && leavesLineStart && (prefix !== '' || line !== from)) return from + inserted - 1;
  const keepsPrefix = prefix.length <= startCharacter && (startCharacter > 0 || removed === 1);
  return line === from && keepsPrefix ? from : undefined;
}
