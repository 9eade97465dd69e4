import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCut } from '../../../src/core/prediction/choose-cut.ts';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { mostSaved } from './most-saved.ts';

const line = 'const path = settings.folder;';
const cut = (length: number, probability: number): Cut => ({ text: line.slice(0, length), probability });
const choose = (cuts: readonly Cut[], threshold = 0.2) => chooseCut(cuts, { threshold, shortest: 3 })?.text;

/** Beginnings of one line, each longer and less probable than the one before. */
const beginnings = fc
  .array(
    fc.record({ more: fc.integer({ min: 1, max: 6 }), share: fc.double({ min: 0.1, max: 1, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((steps) => {
    let [length, probability] = [0, 1];
    return steps.map(({ more, share }) => cut((length += more), (probability *= share)));
  });

describe('the choice of a cut', () => {
  it('saves the most keys that any way of cutting saves', () => {
    fc.assert(
      fc.property(beginnings, fc.double({ min: 0.05, max: 0.6, noNaN: true }), (cuts, threshold) => {
        const best = mostSaved(cuts, threshold, cut(0, 1));
        const chosen = cuts.find(({ text }) => text === choose(cuts, threshold));
        const saved = chosen
          ? chosen.probability * (chosen.text.length - 1 + mostSaved(cuts, threshold, chosen))
          : 0;
        expect(saved).toBeCloseTo(best, 9);
      }),
    );
  });

  it('is a sure word before an unsure rest, and all of a sure line', () => {
    expect(choose([cut(10, 0.95), cut(29, 0.35)])).toBe('const path');
    expect(choose([cut(10, 0.95), cut(29, 0.94)])).toBe(line);
  });

  it('is undefined where every cut is too short or too improbable', () => {
    expect(choose([cut(2, 0.99), cut(29, 0.1)])).toBeUndefined();
    expect(choose([])).toBeUndefined();
  });

  it('is several lines at once: after the first nothing would be suggested', () => {
    const first = { text: 'const path = settings.folder;', probability: 0.98 };
    const both = { text: `${first.text}\nreturn path;`, probability: 0.9 };
    expect(choose([first, both])).toBe(both.text);
  });

  it('has a higher bar for several lines', () => {
    const two = { text: 'a line\nand another', probability: 0.55 };
    expect(choose([two], 0.2)).toBeUndefined();
    expect(choose([{ ...two, probability: 0.65 }], 0.2)).toBe(two.text);
  });
});
