import { extensionOf } from '../../text/selection/base-name.ts';

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
  /** Whether it is a quote only around a single character, and something else otherwise, as in `&'a str`. */
  readonly oneCharacter?: boolean;
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
}

const lineComment = (open: string, afterBlank = false): Quote => ({
  inside: 'comment',
  open,
  close: '\n',
  acrossLines: false,
  escapes: false,
  afterBlank,
});
const blockComment = (open: string, close: string): Quote => ({
  inside: 'comment',
  open,
  close,
  acrossLines: true,
  escapes: false,
});
const string = (quote: string, acrossLines = false, escapes = true): Quote => ({
  inside: 'string',
  open: quote,
  close: quote,
  acrossLines,
  escapes,
});
const oneCharacter: Quote = { ...string("'"), oneCharacter: true };

function syntax(
  quotes: readonly Quote[],
  {
    regularExpressions = false,
    paired = true,
    isProse = false,
  }: { regularExpressions?: boolean; paired?: boolean; isProse?: boolean } = {},
): Syntax {
  return {
    quotes: [...quotes].sort((a, b) => b.open.length - a.open.length),
    openers: new Set(quotes.map(({ open }) => open.charAt(0))),
    regularExpressions,
    paired,
    isProse,
  };
}

const slashes = [lineComment('//'), blockComment('/*', '*/')];
const simpleStrings = [string('"'), string("'")];
const tripleStrings = [string('"""', true), string("'''", true)];

/** Prose, and unknown languages: everything is text. */
const prose = syntax([], { paired: false, isProse: true });

/** Families of languages by the extensions of their files. */
const families: readonly (readonly [extensions: string, syntax: Syntax])[] = [
  [
    'js jsx mjs cjs ts tsx mts cts vue svelte astro',
    syntax([...slashes, ...simpleStrings, string('`', true)], { regularExpressions: true }),
  ],
  [
    'c h cc cpp cxx hh hpp hxx m mm cs java scala groovy dart',
    syntax([...slashes, string('"'), oneCharacter]),
  ],
  ['kt kts swift', syntax([...slashes, string('"""', true), string('"'), oneCharacter])],
  ['rs', syntax([...slashes, string('"', true), oneCharacter])],
  ['go', syntax([...slashes, string('"'), string('`', true, false), oneCharacter])],
  ['php', syntax([...slashes, lineComment('#'), string('"', true), string("'", true)])],
  ['json jsonc json5 proto gradle thrift', syntax([...slashes, ...simpleStrings])],
  ['css', syntax([blockComment('/*', '*/'), ...simpleStrings])],
  ['scss less', syntax([...slashes, ...simpleStrings])],
  ['py pyi pyx', syntax([lineComment('#'), ...tripleStrings, ...simpleStrings])],
  ['rb r jl ex exs nim cr', syntax([lineComment('#'), string('"', true), string("'")])],
  [
    'sh bash zsh fish mk cmake dockerfile makefile',
    syntax([lineComment('#', true), string('"', true), string("'", true, false)], { paired: false }),
  ],
  ['yaml yml toml pl pm tf hcl ps1', syntax([lineComment('#', true), ...simpleStrings])],
  ['ini cfg conf properties env', syntax([lineComment('#'), lineComment(';', true)], { paired: false })],
  ['sql', syntax([lineComment('--'), blockComment('/*', '*/'), string("'", true, false), string('"')])],
  ['lua', syntax([lineComment('--'), blockComment('--[[', ']]'), ...simpleStrings])],
  ['hs elm purs', syntax([lineComment('--'), blockComment('{-', '-}'), string('"'), oneCharacter])],
  ['ml mli fs fsx', syntax([blockComment('(*', '*)'), string('"', true), oneCharacter])],
  ['clj cljs lisp el scm rkt', syntax([lineComment(';'), string('"', true)])],
  ['html htm xml svg xhtml', syntax([blockComment('<!--', '-->')], { paired: false })],
  ['tex erl hrl', syntax([lineComment('%')], { paired: false })],
];

const byExtension: ReadonlyMap<string, Syntax> = new Map(
  families.flatMap(([extensions, family]) => extensions.split(' ').map((extension) => [extension, family])),
);

/** The syntax of a file, by the extension of its path or, if that has none, by its whole name. */
export function syntaxOf(path: string): Syntax {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return byExtension.get(extensionOf(path) || name) ?? prose;
}
