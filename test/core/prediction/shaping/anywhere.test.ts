import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenDocument } from '../../../../src/core/prediction/open-document.ts';
import type { ShapingContext, SuggestInside } from '../../../../src/core/prediction/shaping/rule.ts';
import { shape } from '../../../../src/core/prediction/shaping/shape.ts';
import { shapingContext } from '../../../../src/core/prediction/shaping/shaping-context.ts';

const words = [
  'a',
  'of',
  'x1',
  ' ',
  '\t',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ';',
  ',',
  ' = ',
  "'",
  '"',
  '//',
  '#',
  '中',
  '<b>',
];
const lineText = fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((parts) => parts.join(''));
const severalLines = fc.array(lineText, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));

/** Any document with a cursor anywhere in it, and any text that is offered there. */
const anywhere = fc
  .record({
    path: fc.constantFrom('a.ts', 'a.py', 'a.md', 'a.html', 'a.json', 'a.rs', 'a.sh'),
    above: fc.array(lineText, { maxLength: 3 }),
    prefix: lineText,
    suffix: fc.oneof(fc.constant(''), lineText),
    below: fc.array(lineText, { maxLength: 3 }),
    text: severalLines,
    following: lineText,
    insertSpaces: fc.boolean(),
    tabSize: fc.constantFrom(1, 2, 4),
    inComments: fc.constantFrom<SuggestInside>('on', 'short', 'off'),
    inStrings: fc.constantFrom<SuggestInside>('on', 'short', 'off'),
  })
  .map(({ path, above, prefix, suffix, below, text, following, ...settings }) => {
    const document = new OpenDocument(path, [...above, prefix + suffix, ...below].join('\n'));
    const context = shapingContext(document, above.length, prefix, suffix, settings);
    return { text, below, context: { ...context, following } };
  });

describe('any text that is offered anywhere', () => {
  const always = (
    holds: (
      shown: string,
      given: { text: string; below: readonly string[]; context: ShapingContext },
    ) => void,
  ): void => {
    fc.assert(
      fc.property(anywhere, (given) => {
        holds(shape(given.text, given.context).text, given);
      }),
      { numRuns: 2000 },
    );
  };

  it('is shown as a beginning of itself as far as one line goes, except for indentation and blanks at the end', () => {
    always((shown, { text, context }) => {
      if (context.prefix.trim() === '')
        expect(text.split('\n')[0]?.trimStart()).toContain(shown.split('\n')[0]?.trim());
      else expect(text.startsWith(shown.split('\n')[0] ?? '')).toBe(true);
    });
  });

  it('is not changed when it is shaped a second time', () => {
    always((shown, { text, context }) => {
      const following = shown === text ? context.following : '';
      expect(shape(shown, { ...context, following, units: undefined }).text).toBe(shown);
    });
  });

  it('has several lines only at the end of a line', () => {
    always((shown, { context: { suffix } }) => {
      if (shown.includes('\n')) expect(suffix).toMatch(/^\s*$/);
    });
  });

  it('never ends in a line of blanks', () => {
    always((shown) => {
      expect(shown).not.toMatch(/\n\s*$/);
    });
  });

  it('ends in blanks only if nothing was cut and more follows on the same line', () => {
    always((shown, { text, context }) => {
      if (shown !== text || context.suffix.trim() !== '' || !/^[^\S\n]*\S/.test(context.following)) {
        expect(shown).not.toMatch(/\s$/);
      }
    });
  });

  it('does not make the line a copy of the next one', () => {
    always((shown, { below, context: { prefix, suffix } }) => {
      const next = below.map((line) => line.trim()).find((line) => line !== '') ?? '';
      if (shown === '' || next.length <= 2 || /^[\])};,\s]*$/.test(next)) return;
      expect((prefix + shown + suffix).trim()).not.toBe(next);
    });
  });

  it('is indented as the editor is set', () => {
    always((shown, { context: { prefix, insertSpaces, tabSize } }) => {
      const lines = shown.split('\n').slice(prefix.trim() === '' ? 0 : 1);
      const wrong = insertSpaces ? /^ *\t/ : new RegExp(`^\t* {${tabSize}}`);
      if (prefix !== '') lines.shift();
      for (const line of lines) expect(line).not.toMatch(wrong);
    });
  });

  it('ends with half a word only inside that word', () => {
    always((shown, { text, context: { prefix, following } }) => {
      // Where only blanks were cut, the search would continue as before.
      if (shown !== text || !/^\w/.test(following) || !/\w$/.test(shown)) return;
      expect(prefix + shown).toMatch(new RegExp(`\\w{${shown.length + 1},}$`));
    });
  });

  it('leaves no closer after the cursor without its opener, in a line whose brackets match', () => {
    const parts = fc.constantFrom('(', ')', '[', ']', '{', '}', 'a', ', ');
    const any = fc.array(parts, { maxLength: 8 }).map((chosen) => chosen.join(''));
    const opening = fc.array(fc.constantFrom('(', '[', '{', 'f', ' '), { maxLength: 8 });
    const ends = fc.record({
      closed: fc.integer({ min: 1, max: 3 }),
      more: fc.constantFrom('', ' + a', ', a'),
    });
    fc.assert(
      fc.property(opening, any, ends, (before, text, { closed, more }) => {
        const prefix = 'f(' + before.join('');
        const closers = [...prefix]
          .reverse()
          .map((opener) => ({ '(': ')', '[': ']', '{': '}' })[opener] ?? '');
        const suffix = closers.join('').slice(0, closed) + more;
        const context = shapingContext(new OpenDocument('a.ts', prefix + suffix), 0, prefix, suffix, editor);
        const shown = shape(text, context).text;
        // Before more than closers, a text leaves nothing open.
        if (suffix.includes('a')) expect(unmatched(shown).openers).toBe(0);
        if (unmatched(shown).openers === 0) expect(unmatched(prefix + shown + suffix).closers).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});

const editor = { insertSpaces: true, tabSize: 4 } as const;

/** How many brackets of a text have no partner, found by crossing out pairs until there are none. */
function unmatched(text: string): { openers: number; closers: number } {
  let rest = text.replace(/[^()[\]{}]/g, '');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/\(\)|\[\]|\{\}/g, '');
  }
  return { openers: rest.replace(/[)\]}]/g, '').length, closers: rest.replace(/[([{]/g, '').length };
}
