import type { ShapingContext } from './rule.ts';
import { wordAtEnd, wordAtStart } from './word-characters.ts';

/**
 * Cuts a text that would end inside an identifier: where the search would continue with the same word, the text ends
 * before that word. Only the word that the cursor is already in may be completed in part.
 */
export function cutHalfWord(text: string, { prefix, following }: ShapingContext): string {
  if (!wordAtStart.test(following)) return text;
  const word = wordAtEnd.exec(text)?.[0] ?? '';
  const insideIt = word.length === text.length && wordAtEnd.test(prefix);
  return insideIt ? text : text.slice(0, text.length - word.length);
}
