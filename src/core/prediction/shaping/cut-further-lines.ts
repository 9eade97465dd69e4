import type { ShapingContext } from './rule.ts';

/** More than one line only where the line is empty otherwise; elsewhere the text ends with the line. */
export function cutFurtherLines(text: string, { prefix, suffix }: ShapingContext): string {
  const lineEnd = text.indexOf('\n');
  return lineEnd < 0 || (prefix + suffix).trim() === '' ? text : text.slice(0, lineEnd);
}
