import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeGraphemes } from '../../../src/core/prediction/whole-graphemes.ts';

/** A search that found `text` after `prefix`, one cut after each code unit, and would continue with `beyond`. */
function kept(prefix: string, text: string, beyond = ''): { texts: string[]; beyond: string } {
  const cuts = Array.from({ length: text.length }, (_, i) => ({
    text: text.slice(0, i + 1),
    probability: 1 / (i + 1),
    place: undefined,
  }));
  const found = wholeGraphemes({ cuts, beyond }, prefix);
  return { texts: found.cuts.map((cut) => cut.text), beyond: found.beyond };
}

/** Where a text may be cut: each case has its only cuts marked by `|`. The cursor is at `‸`. */
const cases: readonly (readonly [name: string, marked: string])[] = [
  ['plain text', "say('‸o|k|'|)|"],
  ['Chinese', '他‸们|都|知|道|'],
  ['an emoji of two halves', "'‸😀|'|"],
  ['a family', "'‸👩\u200d👧|'|"],
  ['a skin tone', "'‸👍🏽|'|"],
  ['a flag', "'‸🇫🇷|'|"],
  ['Thai vowel signs and tone marks', '// ‸ไ|ป|ที่|นี่|'],
  ['Devanagari vowel signs', '// ‸ना|म| |है|'],
  ['Hangul of single letters', '// ‸한|글|'.normalize('NFD')],
  ['an accent of its own', '// ‸cafe\u0301|'.replace('cafe', 'c|a|f|e')],
  ['a vowel sign whose letter was typed', '// ท‸ี่|น|'],
  ['a part of an emoji that was typed', "'👩\u200d‸👧|'|"],
  ['an emoji variant', "'‸❤\ufe0f|'|"],
];

describe('cuts at whole graphemes', () => {
  it.each(cases)('%s', (_name, marked) => {
    const [prefix = '', rest = ''] = marked.split('‸');
    const text = rest.replaceAll('|', '');
    const parts = rest.split('|').slice(0, -1);
    const expected = parts.map((_, i) => parts.slice(0, i + 1).join(''));
    expect(kept(prefix, text).texts).toEqual(expected);
  });

  it('look at what the search would continue with, and hand on what they cut', () => {
    expect(kept('// ', 'ไปที', '่นี่')).toEqual({
      texts: ['ไ', 'ป'].map((_, i) => 'ไป'.slice(0, i + 1)),
      beyond: 'ที่นี่',
    });
    expect(kept("'", 'a👩', "\u200d👧'")).toEqual({ texts: ['a'], beyond: "👩\u200d👧'" });
  });

  it('do not end in a joiner, even if nothing is known to follow it', () => {
    expect(kept("'", 'a👩\u200d').texts).toEqual(['a']);
  });

  it('leave nothing where no whole grapheme was found', () => {
    expect(kept('// ', 'ท', 'ี่')).toEqual({ texts: [], beyond: 'ที่' });
  });

  it('are all that there are, and no others', () => {
    const anyText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', ''));
    fc.assert(
      fc.property(anyText, anyText, (before, text) => {
        const segments = new Intl.Segmenter().segment(before + text);
        const starts = new Set(Array.from(segments, ({ index }) => index - before.length));
        const whole = Array.from({ length: text.length }, (_, i) => text.slice(0, i + 1)).filter(
          (cut) => (starts.has(cut.length) || cut === text) && !cut.endsWith('\u200d'),
        );
        expect(kept(before, text).texts).toEqual(whole);
      }),
    );
  });
});
