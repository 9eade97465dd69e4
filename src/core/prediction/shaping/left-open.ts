import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex, type Lexical } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import type { Quote, Syntax } from './syntax.ts';

/** What is open where the cursor is. */
export interface LeftOpen {
  /** The string or comment in which the text begins. */
  readonly within: Lexical;
  /** The string at the cursor, if the rest of the line ends it: the text must not end it, too. */
  readonly closedByRest: Quote | undefined;
  /**
   * The open brackets of the line that the text may close, innermost last. Even if it closes all, the rest of the line
   * fits.
   */
  readonly brackets: readonly string[];
  /** Whether the rest of the line fits once the text has closed this many of them. */
  readonly fits: (closed: number) => boolean;
  /** Whether the rest of the line closes any bracket that it does not open. */
  readonly closesBrackets: boolean;
}

/** What the line leaves open before the cursor, and the rest of it does not close. */
export function leftOpen({ prefix, suffix, above, syntax }: ShapingContext): LeftOpen {
  const { within, brackets } = above.openOnLine(prefix);
  // An odd number of quotes ends the string. In `, 'b')` it is even, so the string at the cursor still lacks its own.
  const endsString = within?.inside === 'string' && sameQuote(lex(suffix, syntax, undefined), within);
  const closers = unopenedClosers(suffix, syntax, endsString ? within : undefined);
  const fits = (closed: number): boolean =>
    closed === 0 || fit(brackets.slice(0, brackets.length - closed), closers);
  let most = brackets.length;
  while (!fits(most)) most--;
  return {
    within,
    closedByRest: endsString ? within : undefined,
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

/** Whether `closers` close the innermost of the brackets, which must be at least as many. */
function fit(brackets: readonly string[], closers: readonly string[]): boolean {
  return closers.every((closer, i) => brackets.at(-1 - i) === openerFor(closer));
}
