/** What the editor closes by itself in most languages. */
const closers: Readonly<Record<string, string | undefined>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
  "'": "'",
  '`': '`',
};
const QUOTES = '"\'`';

/** Deeper nesting is rare on one line. */
const MOST_OPEN = 4;

/**
 * The text with the closing brackets and QUOTES that the editor adds while it is typed: after the first opening one
 * that is left open, after the first two, and so on. Empty where all is closed, and for several lines, which the editor
 * lays out by itself.
 */
export function closedByEditor(text: string): string[] {
  if (text.includes('\n')) return [];
  const open: string[] = [];
  let before = '';
  for (const character of text) {
    const innermost = open.at(-1);
    const isInString = innermost !== undefined && QUOTES.includes(innermost);
    // An apostrophe in a word is not closed.
    const opens = !isInString && !(QUOTES.includes(character) && /[\p{L}\p{N}_]/u.test(before));
    const closer = closers[character];
    if (character === innermost) open.pop();
    else if (opens && closer !== undefined) open.push(closer);
    before = character;
  }
  return open.slice(0, MOST_OPEN).map(
    (_, i) =>
      text +
      open
        .slice(0, i + 1)
        .reverse()
        .join(''),
  );
}
