import type { ShapingContext } from './rule.ts';
import { wordAtEnd, wordAtStart } from './word-characters.ts';

/**
 * Leaves no half of an identifier dangling: where the search would go on inside the same word, the text ends before that
 * word. A word in which the cursor stands already may be completed by a part.
 */
export function cutHalfWord(text: string, { prefix, following }: ShapingContext): string {
  if (!wordAtStart.test(following)) return text;
  const word = wordAtEnd.exec(text)?.[0] ?? '';
  const insideIt = word.length === text.length && wordAtEnd.test(prefix);
  return insideIt ? text : text.slice(0, text.length - word.length);
}
