/** What the editor adds by itself when the character before it is typed. */
const pairs = new Set(['()', '[]', '{}', '""', "''", '``', '<>']);

/** Returns what was typed of an insertion, if it is what one key inserts; undefined if it is something else. */
export function keyOf(text: string): string | undefined {
  if (pairs.has(text)) return text[0];
  // The editor indents the new line.
  if (/^\n[ \t]*$/.test(text)) return text;
  return Array.from(text).length === 1 ? text : undefined;
}
