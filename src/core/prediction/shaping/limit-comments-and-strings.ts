import { heldAt, lex, type Lexical } from './lexer.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Suggests less, or nothing, in comments and strings where the settings say so. What matters is where the cursor is. A
 * text that leads from code into a comment ends before the comment. Strings that the text itself contains count as
 * code.
 */
export function limitCommentsAndStrings(text: string, context: ShapingContext): string {
  const { prefix, above, syntax, inComments, inStrings } = context;
  if ((inComments === 'on' && inStrings === 'on') || syntax.quotes.length === 0) return text;
  const { within } = above.openOnLine(prefix);
  const held = heldAt(within);
  if (held) {
    const setting = held.inside === 'comment' ? inComments : inStrings;
    if (setting === 'on') return text;
    return setting === 'short' ? nextWord(text) : '';
  }
  return inComments === 'on' ? text : beforeComment(text, within, context);
}

/** The rest of the word at the cursor or, if the cursor is between words, the next one. */
function nextWord(text: string): string {
  return /^\s*(?:[\p{L}\p{N}_$'’-]+|\S)/u.exec(text)?.[0] ?? '';
}

function beforeComment(text: string, within: Lexical, { syntax }: ShapingContext): string {
  let end = text.length;
  lex(text, syntax, within, (at, held) => {
    if (held?.inside === 'comment' && at < end) end = at;
  });
  return text.slice(0, end);
}
