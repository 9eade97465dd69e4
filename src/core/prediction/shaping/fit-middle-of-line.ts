import { isCloser, isOpener, openerFor } from './brackets.ts';
import { leftOpen } from './left-open.ts';
import { heldAt, lex } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import { endOfString } from './string-end.ts';
import { isOnlyClosers } from './cut-text-after-cursor.ts';
import { wordAtEnd, wordAtStart } from './word-characters.ts';

/**
 * In the middle of a line the rest of the line has to make sense after the text. So the text ends where it reaches the
 * next word or sign of the rest, ends a statement, begins a comment, or closes what the rest closes. It leaves open no
 * bracket or quote that it opened itself.
 */
export function fitMiddleOfLine(text: string, context: ShapingContext): string {
  const { suffix, syntax } = context;
  if (isOnlyClosers(suffix)) return text;
  const { within, closedByRest, brackets, fits } = leftOpen(context);
  if (closedByRest) text = text.slice(0, endOfString(text, closedByRest));
  const next = firstWordOrSign(suffix);
  const open = [...brackets];
  /** The fewest brackets that were open so far. If more are open now, the text opened them itself. */
  let fewest = open.length;
  const isBalanced = (): boolean => open.length === fewest && fits(brackets.length - fewest);
  /** The end of the longest beginning that leaves nothing open. */
  let balanced = 0;
  /** Where the text reached the rest, and how many brackets were open there. */
  let met: { readonly at: number; readonly depth: number } | undefined;
  let stopped = false as boolean;
  /** The string or comment in which the text begins, until it ends it; code after that. */
  let place = heldAt(within);
  let previous = place;
  const end = lex(text, syntax, within, (at, held) => {
    if (stopped) return;
    if (place && held !== place) place = met = undefined;
    if (isBalanced() && (held === place || held !== previous)) balanced = at;
    previous = held;
    const character = text[at]!;
    if (held === place && !met && meets(text, at, next)) met = { at, depth: open.length };
    if (held) stopped = held.inside === 'comment' && held !== place;
    else if (isOpener(character)) open.push(character);
    else if (isCloser(character)) {
      stopped = open.pop() !== openerFor(character);
      fewest = Math.min(fewest, open.length);
      // After the bracket that is closed here, it is a different place.
      if (!stopped && met && met.depth > open.length) met = undefined;
    } else if (open.length === 0 && syntax.paired) stopped = character === ';';
  });
  if (place && end !== place) met = undefined;
  const whole = !stopped && (end === undefined || end === place) && isBalanced();
  const kept = text.slice(0, Math.min(whole ? text.length : balanced, met?.at ?? text.length));
  // What was reached in brackets that are cut off now may be reached again.
  return kept.length < text.length ? fitMiddleOfLine(kept, context) : kept;
}

function firstWordOrSign(text: string): string {
  const trimmed = text.trimStart();
  return wordAtStart.exec(trimmed)?.[0] ?? /^./u.exec(trimmed)?.[0] ?? '';
}

/** Whether the next word or sign of the rest is at `at` in the text, as a whole word. */
function meets(text: string, at: number, next: string): boolean {
  if (!text.startsWith(next, at)) return false;
  if (!wordAtStart.test(next)) return true;
  return !wordAtEnd.test(text.slice(0, at)) && !wordAtStart.test(text.slice(at + next.length));
}
