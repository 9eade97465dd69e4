/** Where a string holds code. */
export interface Nest {
  /** What begins the code; its bracket belongs to `close`. */
  readonly open: string;
  readonly close: string;
  /** What begins like `open`, and is text. */
  readonly escaped?: string;
}

/** What opens and closes a stretch of text that is not code. */
export interface Quote {
  readonly inside: 'comment' | 'string';
  readonly open: string;
  readonly close: string;
  /** Whether it continues after the end of a line. */
  readonly acrossLines: boolean;
  /** Whether a backslash escapes the next character. */
  readonly escapes: boolean;
  /** Whether the opener counts only at the start of a line or after a blank, like `#` in a shell. */
  readonly afterBlank?: boolean;
  /** What the text before the opener must be like, such as the `f` of an f-string. */
  readonly after?: RegExp;
  /** Whether it is a quote only around a single character, and something else otherwise, as in `&'a str`. */
  readonly oneCharacter?: boolean;
  readonly nests?: readonly Nest[];
}

/** As much of a family of languages as is needed to tell code from comments and strings. */
export interface Syntax {
  /** Longest opener first. */
  readonly quotes: readonly Quote[];
  /** The characters that openers begin with. */
  readonly openers: ReadonlySet<string>;
  /** Whether a `/` where a value is expected begins a regular expression. */
  readonly regularExpressions: boolean;
  /** Whether brackets come in pairs. They do not in prose, nor in a shell's `case`. */
  readonly paired: boolean;
  /** Whether it is text for people, whose words are inflected. */
  readonly isProse: boolean;
  /** Whether a colon at the end of a line opens a block. */
  readonly colonOpens: boolean;
}

export const lineComment = (open: string, afterBlank = false): Quote => ({
  inside: 'comment',
  open,
  close: '\n',
  acrossLines: false,
  escapes: false,
  afterBlank,
});

export const blockComment = (open: string, close: string): Quote => ({
  inside: 'comment',
  open,
  close,
  acrossLines: true,
  escapes: false,
});

export const string = (quote: string, more: Partial<Quote> = {}): Quote => ({
  inside: 'string',
  open: quote,
  close: quote,
  acrossLines: false,
  escapes: true,
  ...more,
});

export function syntax(quotes: readonly Quote[], more: Partial<Syntax> = {}): Syntax {
  return {
    quotes: [...quotes].sort((a, b) => b.open.length - a.open.length),
    openers: new Set(quotes.map(({ open }) => open.charAt(0))),
    regularExpressions: false,
    paired: true,
    isProse: false,
    colonOpens: false,
    ...more,
  };
}
