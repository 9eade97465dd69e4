import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordIndex } from '../../../../src/core/memory/word-index.ts';
import { KnownWords } from '../../../../src/core/prediction/known-words.ts';
import { OpenDocument } from '../../../../src/core/prediction/open-document.ts';
import { shape, type Shaped } from '../../../../src/core/prediction/shaping/shape.ts';
import { shapeCuts } from '../../../../src/core/prediction/shaping/shape-cuts.ts';
import { shapingContext } from '../../../../src/core/prediction/shaping/shaping-context.ts';
import { goldenCases, type Golden } from './golden-cases.ts';

interface Parsed {
  readonly prefix: string;
  readonly suffix: string;
  readonly text: string;
  readonly context: ReturnType<typeof shapingContext>;
}

function parse({
  offered,
  path = 'a.ts',
  insertSpaces = true,
  tabSize = 4,
  following = '',
  known,
  projectUnit,
  probability = 1,
  ...more
}: Golden): Parsed {
  const match = /^(.*\n)?([^\n⟦]*)⟦([^⟧]*)⟧([^\n]*)(\n.*)?$/su.exec(offered);
  if (!match) throw new Error(`No suggestion is marked in ${offered}.`);
  const [, above = '', prefix = '', text = '', rest = '', below = ''] = match;
  const document = new OpenDocument(path, above + prefix + rest + below);
  const suffix = rest.replace('\r', '');
  const line = above.split('\n').length - 1;
  const context = shapingContext(document, line, prefix, suffix, { insertSpaces, tabSize, ...more });
  const units = { file: context.units?.file, project: projectUnit };
  const words = known === undefined ? undefined : knownWords(known, above + below, prefix, suffix);
  return { prefix, suffix, text, context: { ...context, words, units, probability, following } };
}

function knownWords(files: string, document: string, prefix: string, suffix: string): KnownWords {
  const [workspace, open] = [new WordIndex(), new WordIndex()];
  workspace.add(files);
  open.add(document);
  return new KnownWords(workspace, open, prefix, suffix);
}

describe('shape', () => {
  for (const [rule, cases] of Object.entries(goldenCases)) {
    describe(rule, () => {
      for (const golden of cases) {
        it(golden.name, () => {
          const { prefix, text, suffix, context } = parse(golden);
          const shaped = shape(text, context);
          expect(`${prefix}⟦${shaped.text}⟧${suffix}`).toBe(golden.becomes);
          const changed = shaped.text !== text;
          expect(shaped.fired.some((firing) => firing.rule === rule)).toBe(changed);
        });

        it(`${golden.name}: what may be shown may be shown, also while it is typed through`, () => {
          const { prefix, text, context } = parse(golden);
          const shown = shape(text, context).text;
          const following = shown === text ? context.following : '';
          expect(shape(shown, { ...context, following, units: undefined }).text).toBe(shown);
          // Several lines fit only empty lines, and a string that the text holds is a string once the cursor is in it.
          const movesOn = !shown.includes('\n') && context.inStrings === 'on';
          for (let typed = 1; movesOn && typed < shown.length; typed++) {
            const later = { ...context, units: undefined, prefix: prefix + shown.slice(0, typed), following };
            expect(shape(shown.slice(typed), later).text).toBe(shown.slice(typed));
          }
        });
      }
    });
  }

  it('lists what each rule made of the text, in order, from the offered text to the shown one', () => {
    const parts = fc.constantFrom('a', ' ', '(', ')', '{', '}', ';', "'", '//', '\n', '\t', 'of', ',');
    const any = fc.array(parts, { maxLength: 12 }).map((chosen) => chosen.join(''));
    fc.assert(
      fc.property(any, any, any, fc.boolean(), (around, text, suffix, insertSpaces) => {
        const lines = around.split('\n');
        const document = new OpenDocument('a.ts', around);
        const [rest = ''] = suffix.split('\n');
        const context = shapingContext(document, lines.length - 1, lines.at(-1), rest, {
          insertSpaces,
          tabSize: 4,
        });
        const shaped: Shaped = shape(text, context);
        const steps = [text, ...shaped.fired.map((firing) => firing.after)];
        expect(shaped.fired.map((firing) => firing.before)).toEqual(steps.slice(0, -1));
        expect(shaped.text).toBe(steps.at(-1));
        // Shaping a second time changes nothing.
        expect(shape(shaped.text, { ...context, units: undefined }).text).toBe(shaped.text);
      }),
    );
  });
});

describe('shapeCuts', () => {
  it('shapes each cut, knowing what follows it, and keeps the most probable of those that become the same text', () => {
    const { context } = parse({ name: '', offered: 'x = ⟦⟧', becomes: '' });
    const cuts = [
      { text: 'docu', probability: 0.9 },
      { text: 'document', probability: 0.8 },
      { text: 'document ', probability: 0.7 },
      { text: 'document + b)', probability: 0.5 },
    ];
    expect(shapeCuts(cuts, context)).toEqual([
      { text: 'document', probability: 0.8 },
      { text: 'document ', probability: 0.7 },
      { text: 'document + b', probability: 0.5 },
    ]);
    const firedAt = (text: string) =>
      shape(text, { ...context, following: 'document + b)'.slice(text.length) }).fired;
    expect(firedAt('document')).toEqual([]);
    expect(firedAt('document ')).toEqual([]);
    expect(firedAt('document + b)')).toMatchObject([{ rule: 'cutUnopenedClosers' }]);
  });
});
