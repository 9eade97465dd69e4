import { isCloser, isOpener } from './brackets.ts';
import { heldAt, lex } from './lexer.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Ends a text before a bracket or a string that it opens and does not close. A line may end with open brackets, which
 * begin a block, if the search would end it there, too.
 */
export function cutUnclosed(text: string, context: ShapingContext): string {
  const { following, syntax } = context;
  const endsLine = following === '' || /^[^\S\n]*\n/.test(following);
  for (let end = text.indexOf('\n'); ; end = text.indexOf('\n', end + 1)) {
    const isLast = end < 0;
    const { string, bracket } = openIn(isLast ? text : text.slice(0, end), context);
    const mayGoOn = !isLast || endsLine;
    const cut = string && !(string.acrossLines && mayGoOn) ? string.at : mayGoOn ? -1 : bracket;
    if (cut >= 0 && (string || syntax.paired)) {
      return cutUnclosed(text.slice(0, cut), { ...context, following: text.slice(cut) + following });
    }
    if (isLast) return text;
  }
}

/** What is open at the end of a text that the text itself has opened: a string, and in its last line a bracket. */
function openIn(
  text: string,
  { prefix, above, syntax }: ShapingContext,
): { readonly string?: { readonly at: number; readonly acrossLines: boolean }; readonly bracket: number } {
  const { within } = above.openOnLine(prefix);
  let opened: number[] = [];
  let previous = heldAt(within);
  const begun = previous;
  let stringStart = -1;
  const end = heldAt(
    lex(text, syntax, within, (at, held) => {
      if (held && held !== previous) stringStart = at;
      previous = held;
      if (held) return;
      const character = text[at]!;
      if (character === '\n') opened = [];
      else if (isOpener(character)) opened.push(at);
      else if (isCloser(character)) opened.pop();
    }),
  );
  const bracket = opened[0] ?? -1;
  const isOwn = end?.inside === 'string' && stringStart >= 0 && (end !== begun || stringStart > 0);
  return isOwn ? { string: { at: stringStart, acrossLines: end.acrossLines }, bracket } : { bracket };
}
