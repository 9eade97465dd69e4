import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex, type Lexical } from './lexer.ts';
import { rememberLast } from './remember-last.ts';
import type { Syntax } from './syntax.ts';

/** What stands open at a place. */
export interface Open {
  readonly within: Lexical;
  /** Opening brackets that nobody closed, the innermost last. */
  readonly brackets: readonly string[];
}

/** What the lines above the cursor leave open; read when it is first asked for, once for all texts and rules. */
export class LinesAbove {
  /** Whether they reach back to the document's first line: else what they leave open is a guess. */
  readonly areAll: boolean;
  readonly #lines: readonly string[];
  readonly #syntax: Syntax;
  #end: Open | undefined;
  /** What is open behind a line's text that stands below them: of the brackets, those that it opened itself. */
  readonly openOnLine = rememberLast((prefix) =>
    openBehind(prefix, this.#syntax, { ...this.open, brackets: [] }),
  );

  constructor(lines: readonly string[], areAll: boolean, syntax: Syntax) {
    this.#lines = lines;
    this.areAll = areAll;
    this.#syntax = syntax;
  }

  /** What is open behind the last of them. */
  get open(): Open {
    this.#end ??= openBehind(this.#lines.map((line) => `${line}\n`).join(''), this.#syntax);
    return this.#end;
  }
}

/** What is open behind a text that begins with `before` open. */
export function openBehind(text: string, syntax: Syntax, before?: Open): Open {
  const brackets = [...(before?.brackets ?? [])];
  const within = lex(text, syntax, before?.within, (at, held) => {
    if (held) return;
    const character = text[at]!;
    if (isOpener(character)) brackets.push(character);
    else if (isCloser(character) && brackets.at(-1) === openerFor(character)) brackets.pop();
  });
  return { within, brackets };
}
