import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutRejected } from '../../../src/core/prediction/rejected-text.ts';

/** All texts of three characters over an alphabet of two, each with its own probability. */
const texts = ['a', 'b'].flatMap((x) => ['a', 'b'].flatMap((y) => ['a', 'b'].map((z) => x + y + z)));
const distribution = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: texts.length, maxLength: texts.length })
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return new Map(texts.map((text, i) => [text, weights[i] / total]));
  });

/** p(the text starts with `beginning` | it starts with none of `rejected`), summed over all texts. */
function conditional(p: ReadonlyMap<string, number>, beginning: string, rejected: readonly string[]): number {
  let [those, all] = [0, 0];
  for (const [text, probability] of p) {
    if (rejected.some((wrong) => text.startsWith(wrong))) continue;
    all += probability;
    if (text.startsWith(beginning)) those += probability;
  }
  return those / all;
}

describe('without rejected texts', () => {
  it('cuts have their probability given that none of these comes next', () => {
    const wrong = fc.array(fc.constantFrom('a', 'ab', 'aba', 'b', 'ba', 'bb', 'bab', 'aab'), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(distribution, fc.constantFrom(...texts), wrong, (p, longest, rejected) => {
        const beginnings = [1, 2, 3].map((length) => longest.slice(0, length));
        const cuts = beginnings.map((text) => ({ text, probability: conditional(p, text, []) }));
        // The probabilities of the others are not known.
        const known = rejected.filter((text) => longest.startsWith(text));
        const left = withoutRejected(cuts, rejected);
        expect(left.map(({ text }) => text)).toEqual(
          beginnings.filter((text) => !known.some((other) => text.startsWith(other))),
        );
        for (const { text, probability } of left) {
          expect(probability).toBeCloseTo(conditional(p, text, known), 12);
        }
      }),
    );
  });

  it('the cuts are unchanged when nothing was rejected', () => {
    const cuts = [{ text: 'ab', probability: 0.5 }];
    expect(withoutRejected(cuts, [])).toBe(cuts);
    expect(withoutRejected([], ['a'])).toEqual([]);
  });
});
