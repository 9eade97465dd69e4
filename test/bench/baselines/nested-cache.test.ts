import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mix } from './confidence-mix.ts';
import { PlacedNgrams } from './jelinek-mercer.ts';
import { NestedCache } from './nested-models.ts';
import { NgramCounter } from './ngram-counter.ts';

const [a, b, c, d] = [0, 1, 2, 3];

describe('PlacedNgrams', () => {
  // a b a c a b: a three times (twice before b, once before c), b twice (once followed), c once.
  const counter = NgramCounter.of(3, [Int32Array.of(a, b, a, c, a, b)]);

  it('interpolates the orders whose context was seen, as computed by hand', () => {
    const unseenPair = new PlacedNgrams(counter, Int32Array.of(d, a), 2);
    // Two orders: shares among all are a 3/6, b 2/6, c 1/6; after a they are b 2/3, c 1/3.
    expect(unseenPair.belief(b).confidence).toBe(3 / 4);
    expect(unseenPair.belief(b).probability).toBeCloseTo((2 / 6 / 4 + 2 / 3 / 2) / (3 / 4), 12);
    expect(unseenPair.belief(a).probability).toBeCloseTo(3 / 6 / 4 / (3 / 4), 12);

    const seenPair = new PlacedNgrams(counter, Int32Array.of(c, a), 2);
    // A third order: after "c a" there is always b.
    expect(seenPair.belief(b).confidence).toBe(7 / 8);
    expect(seenPair.belief(b).probability).toBeCloseTo((2 / 6 / 8 + 2 / 3 / 4 + 1 / 2) / (7 / 8), 12);
  });

  it('has no confidence without a text, and first proposes what followed the longest context', () => {
    const empty = new PlacedNgrams(new NgramCounter(3, 0), Int32Array.of(a), 1);
    expect(empty.belief(a)).toEqual({ probability: 0, confidence: 0 });
    const placed = new PlacedNgrams(counter, Int32Array.of(b, a), 2);
    expect([...placed.candidates(10)]).toEqual([c, b, a]);
    expect([...placed.candidates(2)]).toEqual([c, b]);
  });

  it('is a probability distribution at every place of every text', () => {
    const text = fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }).map((list) => Int32Array.from(list));
    fc.assert(
      fc.property(text, text, (training, test) => {
        const placed = new PlacedNgrams(NgramCounter.of(6, [training]), test, test.length);
        const sum = [a, b, c, d].reduce((total, token) => total + placed.belief(token).probability, 0);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('NgramCounter', () => {
  it('takes counts back', () => {
    const tokens = Int32Array.of(a, b, a, b, c);
    const counter = NgramCounter.of(3, [tokens]);
    counter.count(tokens, 0, -1);
    counter.count(tokens, 1, -1);
    // The last a, b and c are left, each with the n-grams that end there.
    expect(counter.share(0, a)).toBe(1 / 3);
    expect(counter.mostFrequent(0).sort()).toEqual([a, b, c]);
    const [, afterB] = counter.contexts(Int32Array.of(b), 1);
    expect([counter.share(afterB, a), counter.share(afterB, c)]).toEqual([1 / 2, 1 / 2]);
  });
});

describe('mix', () => {
  it('weighs by 1 / (1 - confidence)', () => {
    const mixed = mix({ probability: 0.2, confidence: 1 / 2 }, { probability: 0.8, confidence: 7 / 8 });
    expect(mixed.probability).toBeCloseTo((2 * 0.2 + 8 * 0.8) / 10, 12);
    expect(mixed.confidence).toBe(7 / 8);
  });

  it('ignores a belief without confidence', () => {
    const nothing = { probability: 0, confidence: 0 };
    const something = { probability: 0.3, confidence: 0.5 };
    expect(mix(nothing, something)).toEqual(something);
    expect(mix(something, nothing)).toEqual(something);
  });
});

describe('NestedCache', () => {
  it('prefers near folders to far ones, and the file itself to all', () => {
    const training = [
      { path: 'far/one', tokens: Int32Array.of(a, b, a, b, a, b) },
      { path: 'near/two', tokens: Int32Array.of(a, c) },
    ];
    const model = new NestedCache(training);
    const file = Int32Array.of(a, d, a, d, a, d, a);
    model.open('far', training);
    expect(model.ranked(file, 1)[0]).toBe(b);
    model.open('near', training);
    expect(model.ranked(file, 1)[0]).toBe(c);
    for (let at = 0; at < 6; at++) model.learn(file, at);
    expect(model.ranked(file, 7)[0]).toBe(d);
  });
});
