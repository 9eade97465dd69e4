import type { ShapingContext } from './rule.ts';

/**
 * Blanks at the end of a text are invisible and would be left in the file. They stay only where they save keys: at the
 * end of a line, after something else, in a text that was not cut and that the search would continue.
 */
export function trimTrailingBlanks(text: string, { following, suffix, isCut }: ShapingContext): string {
  // Nobody can see blanks alone.
  if (text.trim() === '') return '';
  const endsWithBlankLine = /\n[^\S\n]*$/.test(text);
  const continues = suffix.trim() === '' && !isCut && /^[^\S\n]*\S/.test(following);
  return continues && !endsWithBlankLine ? text : text.trimEnd();
}
