import { blockComment, lineComment, type Nest, type Quote, string, type Syntax, syntax } from './syntax.ts';

const dollar: Nest = { open: '${', close: '}' };
const call: Nest = { open: '$(', close: ')' };
const hash: Nest = { open: '#{', close: '}' };
const braces: Nest = { open: '{', close: '}', escaped: '{{' };
const swift: Nest = { open: '\\(', close: ')' };

/** The letters that make one of Python's strings hold code: formatted and template strings. */
const formatted = { nests: [braces], after: /(?:^|[^\p{L}\p{N}_])[rR]?[fFtT][rR]?$/u };
/** A name right before the quote, which makes one of Scala's strings hold code. */
const interpolated = { nests: [dollar], after: /[\p{L}_][\p{L}\p{N}_]*$/u };

const long = (quote: string, ...nests: readonly Nest[]): Quote => string(quote, { acrossLines: true, nests });
const raw = (quote: string): Quote => string(quote, { acrossLines: true, escapes: false });
const verbatim = { close: '"', acrossLines: true, escapes: false };
const longStrings = [long('"""'), long("'''")];
const slashes = [lineComment('//'), blockComment('/*', '*/')];
const oneCharacter = string("'", { oneCharacter: true });
const simpleStrings = [string('"'), string("'")];
const template = long('`', dollar);
/** Strings only in attributes: in the text, quotes are signs like others. */
const markup = [
  blockComment('<!--', '-->'),
  string('="', verbatim),
  string("='", { ...verbatim, close: "'" }),
];

/** Prose, and text of which nothing is known. */
export const prose = syntax([], { paired: false, isProse: true });

/** The names that VS Code gives languages; the extensions of their files, or whole names without one, in lower case. */
type Family = readonly [ids: string, extensions: string, syntax: Syntax];

/** The languages that are known without the editor's help. */
export const families: readonly Family[] = [
  [
    'javascript javascriptreact typescript typescriptreact vue svelte astro',
    'js jsx mjs cjs ts tsx mts cts vue svelte astro',
    syntax([...slashes, ...simpleStrings, template], { regularExpressions: true }),
  ],
  [
    'c cpp objective-c objective-cpp java cuda-cpp arduino',
    'c h cc cpp cxx hh hpp hxx m mm java cu ino',
    syntax([...slashes, string('"'), oneCharacter]),
  ],
  [
    'csharp',
    'cs csx',
    syntax([
      ...slashes,
      string('$"', { close: '"', nests: [braces] }),
      string('$@"', { ...verbatim, nests: [braces] }),
      string('@$"', { ...verbatim, nests: [braces] }),
      string('@"', verbatim),
      string('"'),
      oneCharacter,
    ]),
  ],
  [
    'scala',
    'scala sc sbt',
    syntax([
      ...slashes,
      string('"""', { acrossLines: true, ...interpolated }),
      string('"', interpolated),
      long('"""'),
      string('"'),
      oneCharacter,
    ]),
  ],
  [
    'groovy',
    'groovy gradle jenkinsfile',
    syntax([...slashes, long('"""', dollar), long("'''"), string('"', { nests: [dollar] }), string("'")]),
  ],
  [
    'dart',
    'dart',
    syntax([
      ...slashes,
      long('"""', dollar),
      long("'''", dollar),
      string('"', { nests: [dollar] }),
      string("'", { nests: [dollar] }),
    ]),
  ],
  [
    'kotlin',
    'kt kts',
    syntax([
      ...slashes,
      string('"""', { acrossLines: true, escapes: false, nests: [dollar] }),
      string('"', { nests: [dollar] }),
      oneCharacter,
    ]),
  ],
  ['swift', 'swift', syntax([...slashes, long('"""', swift), string('"', { nests: [swift] })])],
  ['rust', 'rs', syntax([...slashes, long('"'), oneCharacter])],
  ['go', 'go', syntax([...slashes, string('"'), raw('`'), oneCharacter])],
  [
    'php',
    'php',
    syntax([...slashes, lineComment('#'), long('"', dollar, { open: '{$', close: '}' }), long("'")]),
  ],
  [
    'json jsonc jsonl json5 proto proto3 thrift',
    'json jsonc json5 jsonl proto thrift',
    syntax([...slashes, ...simpleStrings]),
  ],
  ['css', 'css', syntax([blockComment('/*', '*/'), ...simpleStrings])],
  [
    'scss less',
    'scss less',
    syntax([
      ...slashes,
      string('"', { nests: [hash, { open: '@{', close: '}' }] }),
      string("'", { nests: [hash, { open: '@{', close: '}' }] }),
    ]),
  ],
  [
    'python',
    'py pyi pyx pyw',
    syntax(
      [
        lineComment('#'),
        string('"""', { acrossLines: true, ...formatted }),
        string("'''", { acrossLines: true, ...formatted }),
        ...longStrings,
        string('"', formatted),
        string("'", formatted),
        ...simpleStrings,
      ],
      { colonOpens: true },
    ),
  ],
  [
    'ruby elixir crystal coffeescript',
    'rb ex exs cr coffee rake gemspec gemfile rakefile podfile vagrantfile',
    syntax([lineComment('#'), long('"', hash), string("'"), string('`', { nests: [hash] })]),
  ],
  ['julia', 'jl', syntax([lineComment('#'), long('"""', call), long('"', call), oneCharacter])],
  [
    'r nim',
    'r nim',
    syntax([
      lineComment('#'),
      string('"', { nests: [braces], after: /(?:\bfmt|&)$/ }),
      long('"'),
      string("'"),
    ]),
  ],
  [
    'shellscript fish cmake dockerfile makefile bat',
    'sh bash zsh fish mk cmake dockerfile makefile bashrc zshrc profile gnumakefile containerfile bat cmd',
    syntax([lineComment('#', true), long('"', dollar, call), raw("'")], { paired: false }),
  ],
  [
    'powershell',
    'ps1 psm1 psd1',
    syntax([
      lineComment('#', true),
      blockComment('<#', '#>'),
      string('"', { acrossLines: true, escapes: false, nests: [call] }),
      string("'", { escapes: false }),
    ]),
  ],
  ['yaml toml', 'yaml yml toml', syntax([lineComment('#', true), ...simpleStrings])],
  [
    'perl perl6 raku',
    'pl pm raku',
    syntax([lineComment('#', true), long('"', dollar, { open: '@{', close: '}' }), long("'")]),
  ],
  [
    'terraform hcl nix',
    'tf tfvars hcl nix',
    syntax([
      lineComment('#', true),
      ...slashes,
      long('"', dollar, { open: '%{', close: '}' }),
      string("''", { acrossLines: true, escapes: false, nests: [dollar] }),
    ]),
  ],
  [
    'ini properties dotenv editorconfig ignore',
    'ini cfg conf properties env editorconfig gitconfig gitignore npmignore dockerignore vscodeignore',
    syntax([lineComment('#'), lineComment(';', true)], { paired: false }),
  ],
  ['sql', 'sql', syntax([lineComment('--'), blockComment('/*', '*/'), raw("'"), string('"')])],
  ['lua', 'lua', syntax([lineComment('--'), blockComment('--[[', ']]'), ...simpleStrings])],
  [
    'haskell elm purescript',
    'hs elm purs',
    syntax([lineComment('--'), blockComment('{-', '-}'), string('"'), oneCharacter]),
  ],
  [
    'ocaml fsharp',
    'ml mli fs fsx fsi',
    syntax([
      blockComment('(*', '*)'),
      lineComment('//', true),
      string('$"', { close: '"', nests: [braces] }),
      long('"'),
      oneCharacter,
    ]),
  ],
  [
    'clojure lisp elisp scheme racket',
    'clj cljs cljc edn lisp el scm rkt',
    syntax([lineComment(';'), long('"')]),
  ],
  [
    'html xml xsl svg handlebars razor',
    'html htm xml svg xhtml xsl xslt hbs cshtml',
    syntax(markup, { paired: false }),
  ],
  ['erlang', 'erl hrl', syntax([lineComment('%'), long('"')])],
  ['tex latex bibtex', 'tex bib sty', syntax([lineComment('%')], { paired: false, isProse: true })],
  ['markdown restructuredtext', 'md markdown rst txt', prose],
];
