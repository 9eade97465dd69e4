import type { SuggestInside } from '../../../../src/core/prediction/shaping/rule.ts';
import type { ShapingRuleName } from '../../../../src/core/prediction/shaping/shape.ts';

export interface Golden {
  readonly name: string;
  /** The document, with the suggestion in ⟦ ⟧ at the cursor. */
  readonly offered: string;
  /** The line of the cursor, with the suggestion as it is shown. */
  readonly becomes: string;
  /** How the search would continue. */
  readonly following?: string;
  readonly path?: string;
  /** What the workspace's files hold; unless given, it is not known which words exist. */
  readonly known?: string;
  /** 1 unless given. */
  readonly probability?: number;
  readonly insertSpaces?: boolean;
  readonly tabSize?: number;
  readonly inComments?: SuggestInside;
  readonly inStrings?: SuggestInside;
}

/** In two parts, so that no scanner takes it for a key. */
const secretTail = 'IOSFODNN' + '7EXAMPLE';

/** Cases for each rule: it fires where what is shown differs from what is offered, and only there. */
export const goldenCases: Readonly<Record<ShapingRuleName, readonly Golden[]>> = {
  limitCommentsAndStrings: [
    { name: 'a line comment, off', offered: '// the ⟦rest⟧', becomes: '// the ⟦⟧', inComments: 'off' },
    {
      name: 'a line comment, short',
      offered: '// the⟦ rest of it⟧',
      becomes: '// the⟦ rest⟧',
      inComments: 'short',
    },
    {
      name: 'a line comment, on',
      offered: '// the ⟦rest of it⟧',
      becomes: '// the ⟦rest of it⟧',
      inStrings: 'off',
    },
    { name: 'a block above', offered: '/*\n * the ⟦rest⟧', becomes: ' * the ⟦⟧', inComments: 'off' },
    { name: 'after a block', offered: '/* a */\nlet ⟦b;⟧', becomes: 'let ⟦b;⟧', inComments: 'off' },
    {
      name: 'code that continues as a comment',
      offered: 'f(⟦a); // why⟧',
      becomes: 'f(⟦a);⟧',
      inComments: 'off',
    },
    {
      name: 'marks inside a string',
      offered: "get('http://⟦a.b')⟧",
      becomes: "get('http://⟦a.b')⟧",
      inComments: 'off',
    },
    { name: 'a string, off', offered: "say('good ⟦day')⟧", becomes: "say('good ⟦⟧", inStrings: 'off' },
    { name: 'an escaped quote', offered: "say('it\\'s ⟦day')⟧", becomes: "say('it\\'s ⟦⟧", inStrings: 'off' },
    {
      name: 'after a string',
      offered: "say('good', ⟦day)⟧",
      becomes: "say('good', ⟦day)⟧",
      inStrings: 'off',
    },
    { name: 'its own string is code', offered: "say(⟦'good')⟧", becomes: "say(⟦'good')⟧", inStrings: 'off' },
    {
      name: 'a template of several lines',
      offered: 'a = `x\nyes, ⟦sir`⟧',
      becomes: 'yes, ⟦⟧',
      inStrings: 'off',
    },
    {
      name: 'a quote in a regular expression',
      offered: "x = /['/]/; ⟦y;⟧",
      becomes: "x = /['/]/; ⟦y;⟧",
      inStrings: 'off',
    },
    { name: 'a division', offered: 'x = a / b; // ⟦c / d⟧', becomes: 'x = a / b; // ⟦⟧', inComments: 'off' },
    {
      name: "Python's long strings",
      offered: 'def f():\n  """Does ⟦it."""⟧',
      becomes: '  """Does ⟦⟧',
      path: 'a.py',
      inStrings: 'off',
    },
    {
      name: "Rust's lifetimes",
      offered: "fn f<'a>(x: &'a str) { ⟦x }⟧",
      becomes: "fn f<'a>(x: &'a str) { ⟦x }⟧",
      path: 'a.rs',
      inStrings: 'off',
    },
    {
      name: 'a hash in a word of the shell',
      offered: 'echo $#⟦ args⟧',
      becomes: 'echo $#⟦ args⟧',
      path: 'a.sh',
      inComments: 'off',
    },
    {
      name: 'prose has no comments',
      offered: '# A ⟦title⟧',
      becomes: '# A ⟦title⟧',
      path: 'a.md',
      inComments: 'off',
      inStrings: 'off',
    },

    {
      name: "Python's comments",
      offered: 'x = 1  # the ⟦rest⟧',
      becomes: 'x = 1  # the ⟦⟧',
      path: 'a.py',
      inComments: 'off',
    },
    {
      name: 'a comment at the end of the line above',
      offered: 'a = 1 // why\nb = ⟦2⟧',
      becomes: 'b = ⟦2⟧',
      inComments: 'off',
    },
    { name: 'line ends of Windows', offered: '// why\r\nb = ⟦2⟧\r\n', becomes: 'b = ⟦2⟧', inComments: 'off' },
    {
      name: 'a comment in HTML',
      offered: '<!-- the\n  whole ⟦rest -->⟧',
      becomes: '  whole ⟦⟧',
      path: 'a.html',
      inComments: 'off',
    },
    {
      name: 'the text of HTML',
      offered: "<p>it's ⟦code</p>⟧",
      becomes: "<p>it's ⟦code</p>⟧",
      path: 'a.html',
      inStrings: 'off',
    },
    {
      name: 'a key in JSON, short',
      offered: '{ "na⟦me": 1⟧',
      becomes: '{ "na⟦me⟧',
      path: 'a.json',
      inStrings: 'short',
    },
    {
      name: 'Chinese in a comment, short',
      offered: '// 这是⟦注释。再说⟧',
      becomes: '// 这是⟦注释⟧',
      inComments: 'short',
    },
  ],
  cutFurtherLines: [
    { name: 'on an empty line', offered: '  ⟦a();\n  b();⟧', becomes: '  ⟦a();\n  b();⟧' },
    { name: 'elsewhere only to its end', offered: 'x = ⟦a();\n  b();⟧', becomes: 'x = ⟦a();⟧' },

    { name: 'with something after the cursor', offered: '⟦a();\nb();⟧ // c', becomes: '⟦a()⟧ // c' },
    {
      name: 'blanks alone are empty',
      offered: '\t⟦a:\n\t\tb⟧  ',
      becomes: '\t⟦a:\n\t\tb⟧  ',
      insertSpaces: false,
      path: 'a.py',
    },
    { name: "a function's head", offered: 'def f(⟦x):\n    return x⟧', becomes: 'def f(⟦x):⟧', path: 'a.py' },
    { name: 'a list in prose', offered: '- one⟦ thing\n- another⟧', becomes: '- one⟦ thing⟧', path: 'a.md' },
    { name: 'a line break first', offered: 'a();⟦\nb();⟧', becomes: 'a();⟦⟧' },
  ],
  cutTextAfterCursor: [
    { name: 'end of a line: as it is', offered: 'return ⟦value;⟧', becomes: 'return ⟦value;⟧' },
    { name: 'a closer that is there already', offered: 'f(⟦a, b)⟧)', becomes: 'f(⟦a, b⟧)' },
    { name: 'a closer and what follows it', offered: 'f(⟦a, b);⟧)', becomes: 'f(⟦a, b⟧)' },
    { name: 'its own brackets stay', offered: 'f(⟦g(a), b)⟧)', becomes: 'f(⟦g(a), b⟧)' },
    { name: 'both closers are there', offered: 'f([⟦1, 2])⟧])', becomes: 'f([⟦1, 2⟧])' },
    {
      name: 'a quote that is there already',
      offered: "import './⟦failure.ts';⟧'",
      becomes: "import './⟦failure.ts⟧'",
    },
    { name: 'another quote', offered: "f('⟦a \"b\"');⟧')", becomes: 'f(\'⟦a "b"⟧\')' },
    {
      name: 'the quote and semicolon that are there',
      offered: "import './⟦failure.ts';⟧';",
      becomes: "import './⟦failure.ts⟧';",
    },
    { name: 'inside a word nothing is offered', offered: 'con⟦st x⟧tent', becomes: 'con⟦⟧tent' },

    { name: 'a call in the call', offered: 'f(g(⟦a)⟧)', becomes: 'f(g(⟦a)⟧)' },
    { name: 'a call in the call whose closer is there', offered: 'f(g(⟦a))⟧))', becomes: 'f(g(⟦a⟧))' },
    { name: 'the call that it makes is its own', offered: 'f(⟦g(a)⟧)', becomes: 'f(⟦g(a)⟧)' },
    { name: 'a semicolon that is there', offered: 'x = ⟦f(a);⟧;', becomes: 'x = ⟦f(a)⟧;' },
    {
      name: 'a comma that is there',
      offered: '  "a": ⟦[1, 2],⟧,',
      becomes: '  "a": ⟦[1, 2]⟧,',
      path: 'a.json',
    },
    { name: 'brackets in its own string', offered: "f(⟦')' + a)⟧)", becomes: "f(⟦')' + a⟧)" },
    { name: "JSON's key, closed", offered: '{ "na⟦me": 1⟧"', becomes: '{ "na⟦me⟧"', path: 'a.json' },
    {
      name: "the end of an element's head",
      offered: '<div class="a"⟦>⟧>',
      becomes: '<div class="a"⟦⟧>',
      path: 'a.html',
    },
    { name: 'a block in braces', offered: 'if (a) {⟦ b(); }⟧}', becomes: 'if (a) {⟦ b();⟧}' },
    { name: "Markdown's link", offered: '[a](⟦b.md)⟧)', becomes: '[a](⟦b.md⟧)', path: 'a.md' },
    { name: 'before a word', offered: 'f(⟦a, ⟧b)', becomes: 'f(⟦⟧b)' },
  ],
  fitMiddleOfLine: [
    {
      name: 'up to the next sign of the line',
      offered: 'const ⟦name = value⟧ = value;',
      becomes: 'const ⟦name⟧ = value;',
    },
    { name: 'a closer and then a comma', offered: 'f(⟦a)⟧), b', becomes: 'f(⟦a⟧), b' },
    { name: 'up to the next argument', offered: 'f(⟦a, c);⟧, b);', becomes: 'f(⟦a⟧, b);' },
    { name: 'not to a sign in its own brackets', offered: 'f(⟦g(a, c)⟧, b);', becomes: 'f(⟦g(a, c)⟧, b);' },
    { name: 'not to a sign in its own string', offered: "f(⟦'a, c'⟧, b);", becomes: "f(⟦'a, c'⟧, b);" },
    { name: 'up to the end of the statement', offered: 'a = ⟦b;⟧ + c;', becomes: 'a = ⟦b⟧ + c;' },
    { name: 'leaves no bracket open', offered: 'if (a⟦ && b(⟧ || c) {', becomes: 'if (a⟦ && b⟧ || c) {' },
    { name: 'leaves no quote open', offered: "f(a⟦ + 'b⟧, c);", becomes: 'f(a⟦ +⟧, c);' },
    { name: 'closes nothing for the rest', offered: 'if (a⟦) return⟧ || c) {', becomes: 'if (a⟦⟧ || c) {' },
    { name: 'begins no comment', offered: 'a = b⟦.c // d⟧ + e;', becomes: 'a = b⟦.c⟧ + e;' },

    {
      name: 'closes what the line opened and the rest does not',
      offered: 'f(g⟦(x))⟧ + y;',
      becomes: 'f(g⟦(x))⟧ + y;',
    },
    {
      name: 'passes the sign in a call of the line',
      offered: 'f(g(⟦a, c)⟧, b);',
      becomes: 'f(g(⟦a, c)⟧, b);',
    },
    { name: 'but does not end with it', offered: 'f(g(⟦a, b⟧, b);', becomes: 'f(g(⟦a⟧, b);' },
    {
      name: 'a string that the rest closes',
      offered: "say('good ⟦day', sir)⟧ sir');",
      becomes: "say('good ⟦day⟧ sir');",
    },
    {
      name: 'a string that the rest does not close',
      offered: "f('⟦a, c'⟧, 'b');",
      becomes: "f('⟦a, c'⟧, 'b');",
    },
    { name: 'to the same word', offered: 'return ⟦a + b⟧ + b;', becomes: 'return ⟦a⟧ + b;' },
    {
      name: "Python's condition",
      offered: 'x = a ⟦if b else c⟧ else c',
      becomes: 'x = a ⟦if b⟧ else c',
      path: 'a.py',
    },
    {
      name: 'prose up to the next word',
      offered: 'the old ⟦man and the sea⟧ and I',
      becomes: 'the old ⟦man⟧ and I',
      path: 'a.md',
    },
    {
      name: 'prose may hold a semicolon',
      offered: 'one⟦; two⟧ - three',
      becomes: 'one⟦; two⟧ - three',
      path: 'a.md',
    },
    {
      name: 'Chinese up to the next character',
      offered: '他⟦们都知⟧知道',
      becomes: '他⟦们都⟧知道',
      path: 'a.md',
    },
    {
      name: 'an attribute',
      offered: '<a ⟦class="b" href="c"⟧ href="d">',
      becomes: '<a ⟦class="b"⟧ href="d">',
      path: 'a.html',
    },
    {
      name: 'a value in JSON',
      offered: '{ "a": ⟦1, "c": 2⟧, "b": 3 }',
      becomes: '{ "a": ⟦1⟧, "b": 3 }',
      path: 'a.json',
    },
  ],
  dropRepeatedLine: [
    { name: 'a copy of the next line', offered: 'const ⟦a = 1;⟧\nconst a = 1;', becomes: 'const ⟦⟧' },
    { name: 'over blank lines', offered: 'const ⟦a = 1;⟧\n\n\n  const a = 1;', becomes: 'const ⟦⟧' },
    { name: 'not quite the next line', offered: 'const ⟦a = 1;⟧\nconst b = 1;', becomes: 'const ⟦a = 1;⟧' },
    {
      name: 'on its way to a copy',
      offered: 'const ⟦a⟧\nconst a = 1;',
      following: ' = 1;',
      becomes: 'const ⟦⟧',
    },
    { name: 'closers follow each other', offered: '  ⟦});⟧\n});', becomes: '  ⟦});⟧' },
    { name: 'ends follow each other', offered: '  ⟦end⟧\nend', becomes: '  ⟦end⟧', path: 'a.rb' },
    { name: 'lines that are below', offered: '⟦a();\nb();\nc();⟧\nb();\nc();\nd();', becomes: '⟦a();⟧' },
    { name: 'all lines are below', offered: '⟦b();\nc();⟧\nb();\nc();\nd();', becomes: '⟦⟧' },
    { name: 'a line in common is no copy', offered: '⟦b();\nd();⟧\nb();\nc();', becomes: '⟦b();\nd();⟧' },

    {
      name: 'with another indentation',
      offered: '\treturn ⟦x⟧\n        return x',
      becomes: '\treturn ⟦⟧',
      path: 'a.py',
      insertSpaces: false,
    },
    { name: 'line ends of Windows', offered: 'const ⟦a = 1;⟧\r\nconst a = 1;\r\n', becomes: 'const ⟦⟧' },
    { name: 'with what is after the cursor', offered: 'f(⟦a⟧)\nf(a)', becomes: 'f(⟦⟧)' },
    {
      name: 'closing tags follow each other',
      offered: '  ⟦</div>⟧\n</div>',
      becomes: '  ⟦</div>⟧',
      path: 'a.html',
    },
    { name: 'a copy in Chinese', offered: '春眠⟦不觉晓⟧\n春眠不觉晓', becomes: '春眠⟦⟧', path: 'a.md' },
    { name: 'an entry of a list', offered: '- ⟦one⟧\n- two\n- one', becomes: '- ⟦one⟧', path: 'a.md' },
    { name: 'a line of JSON', offered: '  ⟦"a": 1,⟧\n  "a": 1,', becomes: '  ⟦⟧', path: 'a.json' },
  ],
  cutSecrets: [
    { name: 'ends before a token', offered: `key = ⟦'AKIA${secretTail}'⟧`, becomes: "key = ⟦'⟧" },
    {
      name: 'even if it was begun already',
      offered: `key = 'AKIA${secretTail.slice(0, 3)}⟦${secretTail.slice(3)}'⟧`,
      becomes: `key = 'AKIA${secretTail.slice(0, 3)}⟦⟧`,
    },
    {
      name: 'even for a part of it',
      offered: "key = '⟦ghp_ab⟧",
      following: 'CDEF0123456789abcdefghij',
      becomes: "key = '⟦⟧",
    },
    {
      name: 'names may be long',
      offered: '⟦internationalizationProviderFactory2();⟧',
      becomes: '⟦internationalizationProviderFactory2();⟧',
    },

    {
      name: 'a value that is called a password',
      offered: "password: '⟦abc123def'⟧",
      becomes: "password: '⟦⟧",
      path: 'a.yml',
    },
    { name: 'in JSON', offered: `{ "id": ⟦"AKIA${secretTail}"⟧`, becomes: '{ "id": ⟦"⟧', path: 'a.json' },
    { name: 'in an address', offered: '[a](⟦ftp://joe:pa55word@b.c)⟧', becomes: '[a](⟦⟧', path: 'a.md' },
    {
      name: 'a password that is read from elsewhere',
      offered: 'password = ⟦process.env.PASSWORD1;⟧',
      becomes: 'password = ⟦process.env.PASSWORD1;⟧',
    },
  ],
  cutUnopenedClosers: [
    { name: 'closes what the line opened', offered: 'f(a, [⟦b]);⟧', becomes: 'f(a, [⟦b]);⟧' },
    { name: 'closes what was not opened', offered: 'x = ⟦a);⟧', becomes: 'x = ⟦a⟧' },
    { name: 'one too many', offered: 'f(⟦a));⟧', becomes: 'f(⟦a)⟧' },
    { name: 'closes the wrong kind', offered: 'f(⟦a];⟧', becomes: 'f(⟦a⟧' },
    { name: 'closes what a line above opened', offered: 'f(\n  ⟦a);⟧', becomes: '  ⟦a);⟧' },
    { name: 'a block on one line', offered: 'if (a) {\n  b(); ⟦}⟧', becomes: '  b(); ⟦}⟧' },
    { name: 'what was closed above is closed', offered: 'f();\nx = ⟦a);⟧', becomes: 'x = ⟦a⟧' },
    { name: 'a block on a line of its own', offered: '⟦});⟧', becomes: '⟦});⟧' },
    {
      name: 'brackets in strings and comments',
      offered: "f(')', ⟦'(') // (⟧",
      becomes: "f(')', ⟦'(') // (⟧",
    },
    { name: 'a bracket in a string opened nothing', offered: "x = '(' + ⟦a);⟧", becomes: "x = '(' + ⟦a⟧" },
    {
      name: 'prose closes what it likes',
      offered: 'first ⟦a) then b) :-)⟧',
      becomes: 'first ⟦a) then b) :-)⟧',
      path: 'a.md',
    },

    { name: "Python's tuple", offered: 'x = ⟦1, 2)⟧', becomes: 'x = ⟦1, 2⟧', path: 'a.py' },
    {
      name: "Python's long string above",
      offered: '"""(\n( """\nx = ⟦1)⟧',
      becomes: 'x = ⟦1⟧',
      path: 'a.py',
    },
    {
      name: 'a list in JSON that a line above opened',
      offered: '[\n  1, ⟦2]⟧',
      becomes: '  1, ⟦2]⟧',
      path: 'a.json',
    },
    {
      name: 'the wrong kind for the line above',
      offered: '[\n  1, ⟦2}⟧',
      becomes: '  1, ⟦2⟧',
      path: 'a.json',
    },
    { name: "a shell's case", offered: '  start⟦) run ;;⟧', becomes: '  start⟦) run ;;⟧', path: 'a.sh' },
    { name: 'HTML closes what it likes', offered: '<p>a⟦) b</p>⟧', becomes: '<p>a⟦) b</p>⟧', path: 'a.html' },
    { name: 'line ends of Windows', offered: 'f(\r\n  ⟦a);⟧\r\n', becomes: '  ⟦a);⟧' },
  ],
  cutUnknownWord: [
    {
      name: 'a word and the half of another',
      offered: 'x = ⟦document.getEle⟧',
      following: 'ment(',
      becomes: 'x = ⟦document.⟧',
    },
    { name: 'half a word alone', offered: 'x = ⟦docu⟧', following: 'ment', becomes: 'x = ⟦⟧' },
    {
      name: 'half of the word that the cursor is in',
      offered: 'x = do⟦cu⟧',
      following: 'ment',
      becomes: 'x = do⟦⟧',
    },
    {
      name: 'a part of a name',
      offered: 'follow⟦_redirect⟧',
      following: 's',
      path: 'a.py',
      known: 'follow_redirects',
      becomes: 'follow⟦⟧',
    },
    {
      name: 'the whole name',
      offered: 'follow⟦_redirects⟧',
      path: 'a.py',
      known: 'follow_redirects',
      becomes: 'follow⟦_redirects⟧',
    },
    {
      name: 'a name that nothing holds, in the middle',
      offered: 'app.l⟦owe(1)⟧',
      path: 'a.py',
      known: 'app lower',
      becomes: 'app.l⟦⟧',
    },
    {
      name: 'a name that only the document holds',
      offered: 'const gauge = 1;\nx = ga⟦uge;⟧',
      known: 'x',
      becomes: 'x = ga⟦uge;⟧',
    },
    {
      name: 'a name that only the line holds',
      offered: 'for (const gauge of ga⟦uge)⟧',
      known: 'of',
      becomes: 'for (const gauge of ga⟦uge)⟧',
    },
    { name: 'a keyword', offered: 'fin⟦ally {⟧', following: '\n', known: 'x', becomes: 'fin⟦ally {⟧' },
    {
      name: 'a new number that is unsure',
      offered: 'x = ⟦72;⟧',
      known: 'x',
      probability: 0.5,
      becomes: 'x = ⟦⟧',
    },
    { name: 'a new number that is very sure', offered: 'x = ⟦72;⟧', known: 'x', becomes: 'x = ⟦72;⟧' },
    {
      name: 'a new word of prose that is unsure',
      offered: 'the har⟦bourers ⟧',
      following: 'and',
      path: 'a.md',
      known: 'the harbour',
      probability: 0.5,
      becomes: 'the har⟦⟧',
    },
    {
      name: 'a new word of prose that is very sure',
      offered: 'the har⟦bourers ⟧',
      following: 'and',
      path: 'a.md',
      known: 'the harbour',
      becomes: 'the har⟦bourers ⟧',
    },
    {
      name: 'a variable of the shell',
      offered: 'echo $GA⟦UGE⟧',
      path: 'a.sh',
      known: 'GAUGE=1',
      becomes: 'echo $GA⟦UGE⟧',
    },
    { name: 'a whole word', offered: 'x = ⟦document⟧', following: '.body', becomes: 'x = ⟦document⟧' },
    {
      name: 'scripts without blanks',
      offered: '他⟦们都⟧',
      following: '知道',
      becomes: '他⟦们都⟧',
      path: 'a.md',
    },

    {
      name: 'an underscore belongs to the word',
      offered: 'x = ⟦f.max_⟧',
      following: 'size',
      becomes: 'x = ⟦f.⟧',
      path: 'a.py',
    },
    {
      name: 'half a word of prose',
      offered: 'the ⟦quick bro⟧',
      following: 'wn fox',
      becomes: 'the ⟦quick⟧',
      path: 'a.md',
    },
    {
      name: 'a whole word of Chinese and half of another',
      offered: '用⟦数组 arr⟧',
      following: 'ay',
      becomes: '用⟦数组⟧',
      path: 'a.md',
    },
    { name: 'half a tag', offered: '<⟦div></di⟧', following: 'v>', becomes: '<⟦div></⟧', path: 'a.html' },
    {
      name: 'half a key of JSON',
      offered: '{ ⟦"name": tr⟧',
      following: 'ue',
      becomes: '{ ⟦"name":⟧',
      path: 'a.json',
    },
    {
      name: 'an accent belongs to its letter',
      offered: 'un ⟦café e⟧',
      following: '\u0301te\u0301',
      becomes: 'un ⟦café⟧',
      path: 'a.md',
    },
  ],
  renderIndentation: [
    { name: 'tabs as spaces', offered: '⟦\treturn x;⟧', becomes: '⟦  return x;⟧', tabSize: 2 },
    {
      name: 'spaces as tabs',
      offered: '⟦        return x;⟧',
      becomes: '⟦\t\treturn x;⟧',
      insertSpaces: false,
    },
    { name: 'up to the next tab stop', offered: '  ⟦\tx;⟧', becomes: '  ⟦  x;⟧' },
    { name: 'blanks inside a line are no indentation', offered: 'a⟦\tb⟧', becomes: 'a⟦\tb⟧' },
    { name: 'every further line', offered: '⟦a {\n\tb\n\t\tc⟧', becomes: '⟦a {\n  b\n    c⟧', tabSize: 2 },

    {
      name: 'after a tab that is there',
      offered: '\t⟦    x⟧',
      becomes: '\t⟦\tx⟧',
      insertSpaces: false,
      path: 'a.py',
    },
    { name: 'what is left of a tab stop', offered: '⟦      x⟧', becomes: '⟦\t  x⟧', insertSpaces: false },
    { name: 'as it is set already', offered: '⟦\t\tx⟧', becomes: '⟦\t\tx⟧', insertSpaces: false },
    { name: 'spaces of a list', offered: '⟦- a\n\t- b⟧', becomes: '⟦- a\n    - b⟧', path: 'a.md' },
    {
      name: "HTML's lines",
      offered: '⟦<ul>\n  <li>\n  </li>⟧',
      becomes: '⟦<ul>\n\t<li>\n\t</li>⟧',
      path: 'a.html',
      insertSpaces: false,
      tabSize: 2,
    },
  ],
  trimTrailingBlanks: [
    { name: 'blanks at the end are dropped', offered: 'const⟦ x = 1;  ⟧', becomes: 'const⟦ x = 1;⟧' },
    { name: 'nothing but blanks is nothing', offered: 'a⟦   ⟧', becomes: 'a⟦⟧' },

    { name: 'tabs, too', offered: 'return x\t⟦\t# why \t⟧', becomes: 'return x\t⟦\t# why⟧', path: 'a.py' },
    { name: 'and empty lines', offered: '⟦a\n\n⟧', becomes: '⟦a⟧', path: 'a.md' },
    { name: 'and lines that only begin', offered: '  ⟦}\n  ⟧', becomes: '  ⟦}⟧', following: 'return' },
    {
      name: 'and blanks as wide as a character',
      offered: '他说：⟦好\u3000⟧',
      becomes: '他说：⟦好⟧',
      path: 'a.md',
    },
    { name: 'before a comma', offered: '{ "a": ⟦1 ⟧,', becomes: '{ "a": ⟦1⟧,', path: 'a.json' },
  ],
};
