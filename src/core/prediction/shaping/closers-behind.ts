import { isCloser, isOpener, openerFor } from './brackets.ts';
import { heldAt, lex } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import { endOfString } from './string-end.ts';

/**
 * In a string, ends a text before the bracket that would close what the rest of the string closes, as in
 * `"{name‸}"`. For the lexer such brackets are text, since it is the program that gives them a meaning.
 */
export function beforeClosersBehind(text: string, { prefix, suffix, above, syntax }: ShapingContext): string {
  const begun = heldAt(above.openOnLine(prefix).within);
  if (begun?.inside !== 'string') return text;
  const end = endOfString(suffix, begun);
  // If the line does not end the string, what is behind it belongs to the code around it.
  if (end === suffix.length) return text;
  const rest = suffix.slice(0, end);
  const closer = unopened(rest);
  if (closer === undefined) return text;
  let opened: string[] = [];
  let previous = begun;
  lex(prefix, syntax, above.open.within, (at, held) => {
    if (held !== previous) opened = [];
    if (held) previous = held;
    const character = prefix[at]!;
    if (isOpener(character)) opened.push(character);
    else if (isCloser(character)) opened.pop();
  });
  if (opened.at(-1) !== openerFor(closer)) return text;
  const own: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (text.startsWith(begun.close, at)) break;
    if (isOpener(character)) own.push(character);
    else if (isCloser(character) && own.pop() === undefined) return text.slice(0, at);
  }
  return text;
}

/** The first bracket that closes something before the text. */
function unopened(text: string): string | undefined {
  let depth = 0;
  for (const character of text) {
    if (isOpener(character)) depth++;
    else if (isCloser(character) && --depth < 0) return character;
  }
  return undefined;
}
