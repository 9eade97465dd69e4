import type { ShapingContext } from './rule.ts';

/**
 * Blanks at the end of a text cannot be seen and would be left behind. They stay where they are keys saved: at the end of
 * a line, in a text that nothing was cut from and that the search would go on with.
 */
export function trailingBlanks(text: string, { following, suffix, isCut }: ShapingContext): string {
  const goesOn = suffix.trim() === '' && !isCut && /^[^\S\n]*\S/.test(following);
  return goesOn ? text : text.trimEnd();
}
