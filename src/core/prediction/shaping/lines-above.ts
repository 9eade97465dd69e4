import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex, type Lexical } from './lexer.ts';
import { rememberLast } from './remember-last.ts';
import { importsIn } from './repeated-lines.ts';
import type { Syntax } from './syntax.ts';

/** What is open at a position. */
export interface Open {
  readonly within: Lexical;
  /** Opening brackets that are not closed, the innermost last. */
  readonly brackets: readonly string[];
}

/** What the lines above the cursor leave open. It is computed on demand, once for all texts and rules. */
export class LinesAbove {
  /** Whether they reach back to the document's first line. If not, what they leave open is a guess. */
  readonly areAll: boolean;
  readonly #lines: readonly string[];
  readonly #syntax: Syntax;
  #end: Open | undefined;
  #imports: readonly string[] | undefined;
  /** What is open after a text on the line below them. It has only those brackets that the text itself opened. */
  readonly openOnLine = rememberLast((prefix) =>
    openAfter(prefix, this.#syntax, { ...this.open, brackets: [] }),
  );

  constructor(lines: readonly string[], areAll: boolean, syntax: Syntax) {
    this.#lines = lines;
    this.areAll = areAll;
    this.#syntax = syntax;
  }

  /** The last of them, even if it is blank; empty on the first line. */
  get nearest(): string {
    return this.#lines.at(-1) ?? '';
  }

  /** The last of them that is not blank; empty if all are. */
  get last(): string {
    return this.#lines.findLast((line) => line.trim() !== '') ?? '';
  }

  /** Those of the file's own imports. */
  get imports(): readonly string[] {
    this.#imports ??= importsIn(this.#lines);
    return this.#imports;
  }

  /** What is open after the last of them. */
  get open(): Open {
    this.#end ??= openAfter(this.#lines.map((line) => `${line}\n`).join(''), this.#syntax);
    return this.#end;
  }
}

/** What is open after a text, with `before` open where it begins. */
export function openAfter(text: string, syntax: Syntax, before?: Open): Open {
  const brackets = [...(before?.brackets ?? [])];
  const within = lex(text, syntax, before?.within, (at, held) => {
    if (held) return;
    const character = text[at]!;
    if (isOpener(character)) brackets.push(character);
    else if (isCloser(character) && brackets.at(-1) === openerFor(character)) brackets.pop();
  });
  return { within, brackets };
}
