import { isCloser, isOpener, openerFor } from './brackets.ts';
import { beforeClosersBehind } from './closers-behind.ts';
import { leftOpen } from './left-open.ts';
import { heldAt, lex } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import { endOfString } from './string-end.ts';
import { wordAtStart } from './word-characters.ts';

/** What editors close on their own, and the separators that may follow it. */
const closersOnly = /^[\s\])}>"'`;:,]*$/;

/** Whether there is nothing after the cursor but blanks, closers and separators. */
export function isOnlyClosers(suffix: string): boolean {
  return closersOnly.test(suffix);
}

/**
 * Never suggests what is already there after the cursor. If only closers follow, the text is cut where it begins to
 * close what they close, or to repeat them. Before a word nothing is suggested.
 */
export function cutTextAfterCursor(text: string, context: ShapingContext): string {
  const { suffix, syntax } = context;
  if (suffix.trim() === '') return text;
  text = beforeQuoteBehind(beforeClosersBehind(text, context), context);
  if (!isOnlyClosers(suffix)) return wordAtStart.test(suffix) ? '' : text;
  const { within, closedByRest, brackets, fits, closesBrackets } = leftOpen(context);
  if (closedByRest) text = text.slice(0, endOfString(text, closedByRest));
  const begun = heldAt(within);
  const shown = text.trimEnd();
  const open = [...brackets];
  /** The fewest brackets that were open so far. If more are open now, the text opened them itself. */
  let fewest = open.length;
  /** The end of the longest beginning with which the rest of the line fits. */
  let fitting = 0;
  let end = text.length;
  lex(text, syntax, within, (at, held) => {
    if (at >= end) return;
    if (held && held !== begun) {
      // What is behind the cursor must not become a comment.
      if (held.inside === 'comment' && !held.acrossLines) end = at;
      return;
    }
    const character = text[at]!;
    // `foo;` before `;` becomes `foo`, but `foo(a)` before `)` keeps the closer, which is its own.
    const repeats = open.length === fewest && at < shown.length && suffix.startsWith(shown.slice(at));
    if (fits(brackets.length - fewest)) fitting = at;
    if (held || !isCloser(character)) {
      if (repeats) end = at;
      else if (!held && isOpener(character)) open.push(character);
      return;
    }
    // `foo);` before `)` becomes `foo`: a closer that the text does not open closes something before the cursor.
    if (open.pop() !== openerFor(character) && closesBrackets) end = at;
    else fewest = Math.min(fewest, open.length);
  });
  const kept = text.slice(0, fits(brackets.length - fewest) ? end : fitting);
  // What is left may also end like what follows the cursor: `a,,` before `,`.
  return kept.length < text.length ? cutTextAfterCursor(kept, context) : kept;
}

/** Where it is not known what strings look like, ends a text before the quote that is behind the cursor. */
function beforeQuoteBehind(text: string, { suffix, syntax }: ShapingContext): string {
  const quote = /^\s*(["'`])/.exec(suffix)?.[1];
  if (quote === undefined || syntax.openers.has(quote)) return text;
  const at = text.indexOf(quote);
  return at < 0 ? text : text.slice(0, at);
}
