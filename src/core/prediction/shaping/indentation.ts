import type { ShapingContext } from './rule.ts';

/** On a line that is blank so far, renders the suggestion's own indentation as the editor is set: tabs or spaces. */
export function indentation(text: string, { prefix, insertSpaces, tabSize }: ShapingContext): string {
  if (prefix.trim() !== '') return text;
  const blank = /^[ \t]*/.exec(text)?.[0] ?? '';
  if (blank === '' || !blank.includes(insertSpaces ? '\t' : ' ')) return text;
  let columns = 0;
  for (const character of blank) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  const rendered = insertSpaces
    ? ' '.repeat(columns)
    : '\t'.repeat(Math.floor(columns / tabSize)) + ' '.repeat(columns % tabSize);
  return rendered + text.slice(blank.length);
}
