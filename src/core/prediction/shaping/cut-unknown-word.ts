import { isWordUnit, visitWords } from '../../text/words.ts';
import type { ShapingContext } from './rule.ts';

/** A word that stands nowhere is offered if it is at least so probable, and nothing would continue it. */
const SURE = 0.8;

/**
 * Ends a text before a word that does not exist: half of an identifier, or a spelling that nothing holds. New words may
 * come in prose, where they are inflected, and so may new numbers; both only where they are very sure.
 */
export function cutUnknownWord(text: string, context: ShapingContext): string {
  const { prefix, following, syntax, words, probability } = context;
  let typed = prefix.length;
  while (typed > 0 && isWordUnit(prefix.charCodeAt(typed - 1))) typed--;
  const before = prefix.slice(typed);
  const whole = before + text;
  const continues = following !== '' && isWordUnit(following.charCodeAt(0));
  let end = text.length;
  visitWords(whole, (from, to) => {
    const start = Math.max(0, from - before.length);
    if (start >= end || to <= before.length) return;
    const word = whole.slice(from, to);
    const isLast = to === whole.length;
    if (!words) {
      if (isLast && continues) end = start;
      return;
    }
    if (words.holds(word)) return;
    const mayBeNew = syntax.isProse || /^\d/.test(word);
    if (mayBeNew && !(isLast && continues) && probability >= SURE) return;
    end = start;
  });
  return text.slice(0, end);
}
