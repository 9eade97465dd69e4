import type { ShapingContext } from './rule.ts';

/** Allows more than one line only where the line is empty otherwise. Elsewhere the text ends with its first line. */
export function cutFurtherLines(text: string, { prefix, suffix }: ShapingContext): string {
  const lineEnd = text.indexOf('\n');
  return lineEnd < 0 || (prefix + suffix).trim() === '' ? text : text.slice(0, lineEnd);
}
