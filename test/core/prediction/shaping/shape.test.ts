import { describe, expect, it } from 'vitest';
import { shape } from '../../../../src/core/prediction/shaping/shape.ts';

interface Golden {
  readonly name: string;
  /** The line, with the suggestion in ⟦ ⟧ where it is offered and, after `becomes`, where it is shown. */
  readonly offered: string;
  readonly becomes: string;
  readonly nextLine?: string;
  readonly insertSpaces?: boolean;
  readonly tabSize?: number;
}

const cases: readonly Golden[] = [
  { name: 'end of a line: as it is', offered: 'return ⟦value;⟧', becomes: 'return ⟦value;⟧' },
  { name: 'blanks at the end go', offered: 'const⟦ x = 1;  ⟧', becomes: 'const⟦ x = 1;⟧' },
  { name: 'nothing but blanks is nothing', offered: 'a⟦   ⟧', becomes: 'a⟦⟧' },
  { name: 'a closer that stands there already', offered: 'f(⟦a, b)⟧)', becomes: 'f(⟦a, b⟧)' },
  { name: 'a closer and what follows it', offered: 'f(⟦a, b);⟧)', becomes: 'f(⟦a, b⟧)' },
  { name: 'its own brackets stay', offered: 'f(⟦g(a), b)⟧)', becomes: 'f(⟦g(a), b⟧)' },
  { name: 'both closers stand there', offered: 'f([⟦1, 2])⟧])', becomes: 'f([⟦1, 2⟧])' },
  {
    name: 'a quote that stands there already',
    offered: "import './⟦failure.ts';⟧'",
    becomes: "import './⟦failure.ts';⟧'",
  },
  {
    name: 'the quote and semicolon that stand there',
    offered: "import './⟦failure.ts';⟧';",
    becomes: "import './⟦failure.ts⟧';",
  },
  { name: 'inside a word nothing is offered', offered: 'con⟦st x⟧tent', becomes: 'con⟦⟧tent' },
  {
    name: 'up to the next word of the line',
    offered: 'const ⟦name = value⟧ = value;',
    becomes: 'const ⟦name⟧ = value;',
  },
  {
    name: 'a copy of the next line',
    offered: 'const ⟦a = 1;⟧',
    becomes: 'const ⟦⟧',
    nextLine: 'const a = 1;',
  },
  {
    name: 'not quite the next line',
    offered: 'const ⟦a = 1;⟧',
    becomes: 'const ⟦a = 1;⟧',
    nextLine: 'const b = 1;',
  },
  { name: 'tabs as spaces', offered: '⟦\treturn x;⟧', becomes: '⟦  return x;⟧', tabSize: 2 },
  {
    name: 'spaces as tabs',
    offered: '⟦        return x;⟧',
    becomes: '⟦\t\treturn x;⟧',
    insertSpaces: false,
    tabSize: 4,
  },
  { name: 'blanks inside a line are no indentation', offered: 'a⟦\tb⟧', becomes: 'a⟦\tb⟧' },
];

function parse(marked: string): [prefix: string, text: string, suffix: string] {
  const match = /^([^⟦]*)⟦([^⟧]*)⟧(.*)$/su.exec(marked);
  if (!match) throw new Error(`No suggestion is marked in ${marked}.`);
  return [match[1], match[2], match[3]];
}

describe('shape', () => {
  for (const { name, offered, becomes, nextLine, insertSpaces = true, tabSize = 4 } of cases) {
    it(name, () => {
      const [prefix, text, suffix] = parse(offered);
      const shaped = shape(text, { prefix, suffix, nextLine, insertSpaces, tabSize });
      expect(`${prefix}⟦${shaped}⟧${suffix}`).toBe(becomes);
    });
  }
});
