import type { ShapingContext } from './rule.ts';

/**
 * Blanks at the end of a text cannot be seen and would be left behind. They stay where they are keys saved: at the end of
 * a line, behind something, in a text that nothing was cut from and that the search would go on with.
 */
export function trimTrailingBlanks(text: string, { following, suffix, isCut }: ShapingContext): string {
  const endsWithBlankLine = /\n[^\S\n]*$/.test(text);
  const goesOn = suffix.trim() === '' && !isCut && /^[^\S\n]*\S/.test(following);
  return goesOn && !endsWithBlankLine ? text : text.trimEnd();
}
