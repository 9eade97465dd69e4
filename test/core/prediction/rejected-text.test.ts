import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutRejected } from '../../../src/core/prediction/rejected-text.ts';

/** All texts of three characters out of two, each with a probability of its own. */
const texts = ['a', 'b'].flatMap((x) => ['a', 'b'].flatMap((y) => ['a', 'b'].map((z) => x + y + z)));
const distribution = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: texts.length, maxLength: texts.length })
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return new Map(texts.map((text, i) => [text, weights[i] / total]));
  });

/** p(the text begins so | it begins with none of `rejected`), by summing over all texts. */
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
  it('cuts have the probability that they have when none of those comes next', () => {
    const wrong = fc.array(fc.constantFrom('a', 'ab', 'aba', 'b', 'ba', 'bb', 'bab', 'aab'), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(distribution, fc.constantFrom(...texts), wrong, (p, longest, rejected) => {
        const beginnings = [1, 2, 3].map((length) => longest.slice(0, length));
        const cuts = beginnings.map((text) => ({ text, probability: conditional(p, text, []) }));
        // Of others it is not known how probable they were.
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

  it('are the cuts themselves when nothing was rejected', () => {
    const cuts = [{ text: 'ab', probability: 0.5 }];
    expect(withoutRejected(cuts, [])).toBe(cuts);
    expect(withoutRejected([], ['a'])).toEqual([]);
  });
});
