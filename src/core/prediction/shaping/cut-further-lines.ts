import type { ShapingContext } from './rule.ts';

/** Allows more than one line only at the end of a line. Where something follows the cursor, the text ends with its line. */
export function cutFurtherLines(text: string, { suffix }: ShapingContext): string {
  const lineEnd = text.indexOf('\n');
  return lineEnd < 0 || suffix.trim() === '' ? text : text.slice(0, lineEnd);
}
