import { isCloser, isOpener, openerFor } from './brackets.ts';
import { leftOpen } from './left-open.ts';
import { lex } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import { endOfString } from './string-end.ts';
import { wordAtStart } from './word-characters.ts';

/** What editors close by themselves, and separators that may follow it. */
const closersOnly = /^[\s\])}>"'`;:,]*$/;

/** Whether nothing but blanks, closers and separators stands behind the cursor. */
export function isOnlyClosers(suffix: string): boolean {
  return closersOnly.test(suffix);
}

/**
 * Never suggests what stands behind the cursor already. With nothing but closers there, the text is cut where it begins
 * to close what they close, or to repeat them; before a word nothing is suggested.
 */
export function cutTextAfterCursor(text: string, context: ShapingContext): string {
  const { suffix, syntax } = context;
  if (suffix.trim() === '') return text;
  if (!isOnlyClosers(suffix)) return wordAtStart.test(suffix) ? '' : text;
  const { within, closedBehind, brackets, fits, closesBrackets } = leftOpen(context);
  if (closedBehind) text = text.slice(0, endOfString(text, closedBehind));
  const shown = text.trimEnd();
  const open = [...brackets];
  /** The fewest brackets that were open: with more than these, the text opened one itself. */
  let fewest = open.length;
  /** The end of the longest beginning that leaves what stands behind it fitting. */
  let fitting = 0;
  let end = text.length;
  lex(text, syntax, within, (at, held) => {
    if (at >= end || (held && held !== within)) return;
    const character = text[at]!;
    // `foo;` before `;` becomes `foo`, but `foo(a)` before `)` keeps the closer that is its own.
    const repeats = open.length === fewest && at < shown.length && suffix.startsWith(shown.slice(at));
    if (fits(brackets.length - fewest)) fitting = at;
    if (held || !isCloser(character)) {
      if (repeats) end = at;
      else if (!held && isOpener(character)) open.push(character);
      return;
    }
    // `foo);` before `)` becomes `foo`: a closer that the text does not open itself closes what stands before the cursor.
    if (open.pop() !== openerFor(character) && closesBrackets) end = at;
    else fewest = Math.min(fewest, open.length);
  });
  const kept = text.slice(0, fits(brackets.length - fewest) ? end : fitting);
  // What is left may end like what stands behind the cursor, too: `a,,` before `,`.
  return kept.length < text.length ? cutTextAfterCursor(kept, context) : kept;
}
