import { isCloser, isOpener, openerFor } from './brackets.ts';
import { heldAt, lex, type Lexical } from './lexer.ts';
import type { ShapingContext } from './rule.ts';
import type { Quote, Syntax } from './syntax.ts';

/** What is open where the cursor is. */
export interface LeftOpen {
  /** What the text begins in. */
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
  const held = heldAt(within);
  const endsString = held?.inside === 'string' && endsIn(suffix, syntax, held);
  const closers = unopenedClosers(suffix, syntax, endsString || !held ? within : undefined);
  const fits = (closed: number): boolean =>
    closed === 0 || fit(brackets.slice(0, brackets.length - closed), closers);
  let most = brackets.length;
  while (!fits(most)) most--;
  return {
    within,
    closedByRest: endsString ? held : undefined,
    brackets: brackets.slice(brackets.length - most),
    fits,
    closesBrackets: closers.length > 0,
  };
}

/**
 * Whether the rest of a line ends the string at the cursor. An odd number of quotes does. In `, 'b')` it is even, so the
 * string at the cursor still lacks its own.
 */
function endsIn(suffix: string, syntax: Syntax, quote: Quote): boolean {
  if (quote.open === quote.close) {
    const end = heldAt(lex(suffix, syntax, undefined));
    return end?.inside === quote.inside && end.close === quote.close;
  }
  let count = 0;
  for (let at = 0; at < suffix.length; at += quote.escapes && suffix[at] === '\\' ? 2 : 1) {
    if (suffix.startsWith(quote.close, at)) count++;
  }
  return count % 2 === 1;
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
