import type { Quote, Syntax } from './syntax.ts';

/** What a position in a file is inside of: a comment, a string, or (undefined) code. */
export type Lexical = Quote | undefined;

/**
 * Called for each character, line breaks included, with what it is inside of. Quotes and comment marks are inside what
 * they open.
 */
type Visitor = (at: number, within: Lexical) => void;

/**
 * Reads `text`, which begins inside `from`, and returns what it ends inside of. It knows no grammar, only comments,
 * strings with their escapes, and a guess at regular expressions. What is in `${ }` of a template counts as string.
 */
export function lex(text: string, syntax: Syntax, from: Lexical, visit?: Visitor): Lexical {
  let within = from;
  let at = 0;
  const skip = (count: number, held: Lexical): void => {
    for (const end = Math.min(at + count, text.length); at < end; at++) visit?.(at, held);
  };
  while (at < text.length) {
    if (within) {
      const closing = text.startsWith(within.close, at) || (text[at] === '\n' && !within.acrossLines);
      if (closing) {
        const held = text[at] === '\n' ? undefined : within;
        skip(text[at] === '\n' ? 1 : within.close.length, held);
        within = undefined;
      } else skip(within.escapes && text[at] === '\\' ? 2 : 1, within);
      continue;
    }
    const opened = openedAt(text, at, syntax);
    if (opened) {
      within = opened;
      skip(opened.open.length, opened);
    } else {
      const literal = syntax.regularExpressions && text[at] === '/' ? regularExpressionAt(text, at) : 0;
      if (literal > 0) skip(literal, regularExpression);
      else skip(1, undefined);
    }
  }
  return within;
}

/** Treated like a string. It is never left open. */
const regularExpression: Quote = {
  inside: 'string',
  open: '/',
  close: '/',
  acrossLines: false,
  escapes: true,
};

function openedAt(text: string, at: number, { quotes, openers }: Syntax): Quote | undefined {
  if (!openers.has(text[at]!)) return undefined;
  return quotes.find(
    ({ open, afterBlank, oneCharacter }) =>
      text.startsWith(open, at) &&
      (!afterBlank || at === 0 || /\s/.test(text[at - 1]!)) &&
      (!oneCharacter || /^'(\\[^']+|[^'\\])'/u.test(text.slice(at, at + 12))),
  );
}

/** The length of the regular expression that begins at a `/`; 0 for a division. */
function regularExpressionAt(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 20), at);
  if (!/(^|[(,=:[!&|?{};+*%~^<>\n-]|\b(return|typeof|case|of|in))[ \t]*$/.test(before)) return 0;
  const literal = /^\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//.exec(text.slice(at, at + 500));
  return literal?.[0].length ?? 0;
}
