import { isWordUnit, visitWords } from '../../text/words.ts';
import type { ShapingContext } from './rule.ts';

/** A word that stands nowhere is offered if it is at least so probable, and nothing would continue it. */
const SURE = 0.8;

/** A part of an identifier is offered alone if it is at least so probable. */
const LIKELY = 0.7;

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
    const isOpen = isLast && isBetweenParts(word, following) && words.isOpen(word, following.charAt(0));
    if (isOpen && probability >= LIKELY) return;
    const mayBeNew = syntax.isProse || /^\d/.test(word);
    if (mayBeNew && !(isLast && continues) && probability >= SURE) return;
    end = start;
  });
  return text.slice(0, end);
}

/** Whether a part of an identifier ends here: `set|Timeout`, `set|_timeout`, `set_|timeout`. */
function isBetweenParts(word: string, following: string): boolean {
  return /[\p{L}\p{N}]$/u.test(word) ? /^(?:_|\p{Lu})/u.test(following) : /^[\p{L}\p{N}]/u.test(following);
}
