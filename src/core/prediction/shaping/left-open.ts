import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex, type Lexical } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import type { Quote, Syntax } from './syntax.ts';

/** What a text at the cursor finds open. */
export interface LeftOpen {
  /** In what the text begins. */
  readonly within: Lexical;
  /** The string at the cursor that the text behind it ends: so the text must not. */
  readonly closedBehind: Quote | undefined;
  /** The brackets of the line that the text may close, the last first: those that stay fit what stands behind it. */
  readonly brackets: readonly string[];
  /** Whether what stands behind the text fits when it closed so many of them. */
  readonly fits: (closed: number) => boolean;
  /** Whether what stands behind the cursor closes any bracket that it does not open. */
  readonly closesBrackets: boolean;
}

/** What of the line before the cursor is open, and not closed by what stands behind the cursor. */
export function leftOpen({ prefix, suffix, above, syntax }: ShapingContext): LeftOpen {
  const { within, brackets } = above.openOnLine(prefix);
  // An odd quote in it ends the string; in `, 'b')` they are even, so that the string at the cursor still lacks its own.
  const endsString = within?.inside === 'string' && sameQuote(lex(suffix, syntax, undefined), within);
  const closers = unopenedClosers(suffix, syntax, endsString ? within : undefined);
  const fits = (closed: number): boolean =>
    closed === 0 || fit(brackets.slice(0, brackets.length - closed), closers);
  let most = brackets.length;
  while (!fits(most)) most--;
  return {
    within,
    closedBehind: endsString ? within : undefined,
    brackets: brackets.slice(brackets.length - most),
    fits,
    closesBrackets: closers.length > 0,
  };
}

function sameQuote(a: Lexical, b: Quote): boolean {
  return a?.inside === b.inside && a.close === b.close;
}

function unopenedClosers(suffix: string, syntax: Syntax, within: Lexical): readonly string[] {
  const open: string[] = [];
  const closers: string[] = [];
  lex(suffix, syntax, within, (at, held) => {
    if (held) return;
    const character = suffix[at]!;
    if (isOpener(character)) open.push(character);
    else if (isCloser(character) && open.pop() === undefined) closers.push(character);
  });
  return closers;
}

/** Whether `closers` close the last of the brackets, which must be as many. */
function fit(brackets: readonly string[], closers: readonly string[]): boolean {
  return closers.every((closer, i) => brackets.at(-1 - i) === openerFor(closer));
}
