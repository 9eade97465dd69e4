import { isCloser, isOpener } from './brackets.ts';
import { heldAt, lex, type Held } from './lexer.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Ends a text before a bracket, a string or a comment that it opens and does not close. A line may end with open
 * brackets, which begin a block, if the search would end it there, too. A string may go on in the next line, but a
 * comment would hide all that is below.
 */
export function cutUnclosed(text: string, context: ShapingContext): string {
  const { following, syntax } = context;
  const endsLine = following === '' || /^[^\S\n]*\n/.test(following);
  for (let end = text.indexOf('\n'); ; end = text.indexOf('\n', end + 1)) {
    const isLast = end < 0;
    const { held, bracket } = openIn(isLast ? text : text.slice(0, end), context);
    const mayGoOn = !isLast || endsLine;
    const mayStay = held?.inside === 'comment' ? !isLast : held?.acrossLines && mayGoOn;
    const cut = held && !mayStay ? held.at : mayGoOn ? -1 : bracket;
    if (cut >= 0 && (held || syntax.paired)) {
      return cutUnclosed(text.slice(0, cut), { ...context, following: text.slice(cut) + following });
    }
    if (isLast) return text;
  }
}

/** What a text has itself opened and leaves open at its end: a string or a comment, and in its last line a bracket. */
function openIn(
  text: string,
  { prefix, above, syntax }: ShapingContext,
): {
  readonly held?: Pick<Held, 'inside' | 'acrossLines'> & { readonly at: number };
  readonly bracket: number;
} {
  const { within } = above.openOnLine(prefix);
  let opened: number[] = [];
  let previous = heldAt(within);
  const begun = previous;
  let start = -1;
  const end = heldAt(
    lex(text, syntax, within, (at, held) => {
      if (held && held !== previous) start = at;
      previous = held;
      if (held) return;
      const character = text[at]!;
      if (character === '\n') opened = [];
      else if (isOpener(character)) opened.push(at);
      else if (isCloser(character)) opened.pop();
    }),
  );
  const bracket = opened[0] ?? -1;
  const isOwn = end !== undefined && start >= 0 && (end !== begun || start > 0);
  if (!isOwn || (end.inside === 'comment' && !end.acrossLines)) return { bracket };
  return { held: { at: start, inside: end.inside, acrossLines: end.acrossLines }, bracket };
}
