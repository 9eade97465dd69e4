import { openerFor } from './brackets.ts';
import type { Quote, Syntax } from './syntax.ts';

/** A string or comment that a position is in. */
export interface Held extends Quote {
  /** The code in a string that this string or comment is in, in turn. */
  readonly outer?: Nested;
}

/** Code in a string, as in `${ }` of a template. */
export interface Nested {
  readonly inside: 'code';
  /** The bracket that ends it. */
  readonly close: string;
  readonly string: Held;
  /** How many brackets of its kind are open within it. */
  readonly depth: number;
}

/** What a position in a file is inside of: a comment, a string, code in a string, or (undefined) code. */
export type Lexical = Held | Nested | undefined;

/** The string or comment at a position; undefined in code, wherever that is. */
export function heldAt(lexical: Lexical): Held | undefined {
  return lexical?.inside === 'code' ? undefined : lexical;
}

/**
 * Called for each character, line breaks included, with what it is inside of. Quotes and comment marks are inside what
 * they open. The brackets around code in a string are code.
 */
type Visitor = (at: number, within: Held | undefined) => void;

/**
 * Reads `text`, which begins inside `from`, and returns what it ends inside of. It knows no grammar, only comments,
 * strings with their escapes and with code in them, and a guess at regular expressions.
 */
export function lex(text: string, syntax: Syntax, from: Lexical, visit?: Visitor): Lexical {
  let within = from;
  let at = 0;
  const skip = (count: number, held: Held | undefined): void => {
    for (const end = Math.min(at + count, text.length); at < end; at++) visit?.(at, held);
  };
  while (at < text.length) {
    const isBreak = text[at] === '\n';
    if (isBreak && within && !continuesOnNextLine(within)) {
      skip(1, undefined);
      within = afterLineBreak(within);
      continue;
    }
    const held = heldAt(within);
    if (held) {
      if (text.startsWith(held.close, at)) {
        skip(held.close.length, held);
        within = held.outer;
        continue;
      }
      const nest = held.nests?.find(({ open }) => text.startsWith(open, at));
      if (nest && (nest.escaped === undefined || !text.startsWith(nest.escaped, at))) {
        const bracket = openerFor(nest.close);
        for (const character of nest.open) skip(1, character === bracket ? undefined : held);
        within = { inside: 'code', close: nest.close, string: held, depth: 0 };
      } else skip(nest?.escaped?.length ?? (held.escapes && text[at] === '\\' ? 2 : 1), held);
      continue;
    }
    const nested: Nested | undefined = within?.inside === 'code' ? within : undefined;
    const opened = openedAt(text, at, syntax);
    if (opened) {
      const inner: Held = nested ? { ...opened, outer: nested } : opened;
      within = inner;
      skip(opened.open.length, inner);
      continue;
    }
    const literal = syntax.regularExpressions && text[at] === '/' ? regularExpressionAt(text, at) : 0;
    if (literal > 0) skip(literal, regularExpression);
    else {
      if (nested) within = afterCharacter(nested, text[at]!);
      skip(1, undefined);
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

function continuesOnNextLine(within: Held | Nested): boolean {
  return within.inside === 'code' ? within.string.acrossLines : within.acrossLines;
}

/** The code, or the string around it, that goes on in the next line; undefined if none does. */
function afterLineBreak(within: Held | Nested): Lexical {
  let around: Nested | undefined = within.inside === 'code' ? within : within.outer;
  while (around && !around.string.acrossLines) around = around.string.outer;
  return around;
}

/** What follows a character of code in a string. */
function afterCharacter(nested: Nested, character: string): Lexical {
  const { close, string, depth } = nested;
  if (character === close) return depth === 0 ? string : { ...nested, depth: depth - 1 };
  return character === openerFor(close) ? { ...nested, depth: depth + 1 } : nested;
}

function openedAt(text: string, at: number, { quotes, openers }: Syntax): Quote | undefined {
  if (!openers.has(text[at]!)) return undefined;
  return quotes.find(
    ({ open, afterBlank, after, oneCharacter }) =>
      text.startsWith(open, at) &&
      (!afterBlank || at === 0 || /\s/.test(text[at - 1]!)) &&
      (!after || after.test(text.slice(Math.max(0, at - 16), at))) &&
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
