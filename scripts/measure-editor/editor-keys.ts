/**
 * What the editor types by itself is nobody's key: the indentation of a new line, and the closing bracket or quote of
 * an opening one.
 */
const pairs: Readonly<Record<string, string | undefined>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
  "'": "'",
  '`': '`',
};

/** The number of keys that the text needs in an editor that indents and closes. */
export function neededKeys(text: string): number {
  const open: string[] = [];
  let keys = 0;
  for (const character of text.replaceAll(/\n[ \t]*/g, '\n')) {
    if (open.at(-1) === character) {
      open.pop();
      continue;
    }
    keys++;
    if (character === '\n') open.length = 0;
    const closer = pairs[character];
    if (closer !== undefined) open.push(closer);
  }
  return keys;
}
