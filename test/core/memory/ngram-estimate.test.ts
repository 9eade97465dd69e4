import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateDiscounts, type Discounts } from '../../../src/core/memory/discounts.ts';
import { NgramCounts } from '../../../src/core/memory/ngram-counts.ts';
import { NgramEstimate } from '../../../src/core/memory/ngram-estimate.ts';
import { naiveCounts } from './naive-counts.ts';

const V = 20;
const token = fc.oneof(fc.nat(2), fc.nat(V - 1));
/** Few tokens, so that much is repeated, or one token that many different ones follow. */
const text = fc.oneof(
  fc.array(token, { maxLength: 30 }),
  fc.array(token, { minLength: 20, maxLength: 40 }).map((others) => others.flatMap((other) => [0, other])),
);
const corpus = fc.array(text, { maxLength: 3 });
const question = fc.array(token, { maxLength: 5 });
const discount = (least: number): fc.Arbitrary<number> => fc.double({ min: 0.1, max: least, noNaN: true });
const discounts: fc.Arbitrary<Discounts> = fc.tuple(discount(0.95), discount(1.9), discount(2.9));

/** p(w | context), straight from the formula, in double precision, from counts by n-gram. */
function naive(
  counts: ReadonlyMap<string, number>,
  all: readonly Discounts[],
  context: readonly number[],
  w: number,
): number {
  const next = Array.from({ length: V }, (_, v) => counts.get([...context, v].join(' ')) ?? 0);
  const total = next.reduce((sum, count) => sum + count, 0);
  const lower = context.length === 0 ? 1 / V : naive(counts, all, context.slice(1), w);
  if (total === 0) return lower;
  const D = (count: number): number => (count === 0 ? 0 : all[context.length][Math.min(count, 3) - 1]);
  const gamma = next.reduce((sum, count) => sum + D(count), 0) / total;
  return (next[w] - D(next[w])) / total + gamma * lower;
}

const asTexts = (texts: readonly (readonly number[])[]) => texts.map((tokens) => ({ tokens, from: 0 }));

describe('n-gram estimate', () => {
  it('is interpolated Kneser-Ney, as a naive computation gives it, and sums to one', () => {
    const order = 3;
    const given = fc.record({
      texts: corpus,
      questions: fc.array(question, { minLength: 1, maxLength: 4 }),
      all: fc.tuple(discounts, discounts, discounts),
    });
    fc.assert(
      fc.property(given, ({ texts, questions, all }) => {
        const counts = new NgramCounts(order);
        for (const text of texts) counts.add(text, 0);
        const estimate = new NgramEstimate(counts, all);
        const raw = naiveCounts(asTexts(texts), order);
        for (const asked of questions) {
          const out = new Float32Array(V).fill(0.5);
          const match = estimate.fill(out, asked, asked.length);
          const context = asked.slice(Math.max(0, asked.length - order + 1));
          for (let w = 0; w < V; w++) expect(out[w]).toBeCloseTo(naive(raw, all, context, w), 5);
          expect(out.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);

          const longest = asked.slice(asked.length - match.length);
          const next = Array.from({ length: V }, (_, w) => raw.get([...longest, w].join(' ')) ?? 0);
          expect(match.total).toBe(next.reduce((a, b) => a + b, 0));
          expect(match.distinct).toBe(next.filter((count) => count > 0).length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is unchanged by texts that were added and removed', () => {
    fc.assert(
      fc.property(corpus, corpus, question, (kept, gone, asked) => {
        const counts = new NgramCounts(4);
        const estimate = new NgramEstimate(counts);
        const fresh = new NgramCounts(4);
        for (const text of [...gone, ...kept]) counts.add(text, 0);
        const [out, expected] = [new Float32Array(V), new Float32Array(V)];
        estimate.fill(out, asked, asked.length);
        for (const text of gone) counts.remove(text, 0);
        for (const text of kept) fresh.add(text, 0);
        const match = estimate.fill(out, asked, asked.length);
        expect(match).toEqual(new NgramEstimate(fresh).fill(expected, asked, asked.length));
        for (let w = 0; w < V; w++) expect(out[w]).toBeCloseTo(expected[w], 6);
      }),
    );
  });

  it('is uniform where nothing was counted', () => {
    const out = new Float32Array(4);
    const match = new NgramEstimate(new NgramCounts(3)).fill(out, [1, 2], 2);
    expect([...out]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(match).toEqual({ length: 0, total: 0, distinct: 0 });
  });
});

describe('discounts', () => {
  /** Single tokens, `times[c − 1]` of them counted c times. */
  function counted(times: readonly number[]): NgramCounts {
    const counts = new NgramCounts(1);
    let token = 0;
    for (const [index, different] of times.entries()) {
      for (let i = 0; i < different; i++, token++) {
        for (let count = 0; count <= index; count++) counts.add([token], 0);
      }
    }
    return counts;
  }

  it('are as worked out by hand', () => {
    // Y = 100 / (100 + 2 · 50) = 1/2; 1 − 2Y · 50/100, 2 − 3Y · 30/50, 3 − 4Y · 20/30.
    const [one, two, more] = estimateDiscounts(counted([100, 50, 30, 20]), 1);
    expect(one).toBeCloseTo(1 / 2, 12);
    expect(two).toBeCloseTo(11 / 10, 12);
    expect(more).toBeCloseTo(5 / 3, 12);
  });

  it('are typical values where there is too little to estimate from', () => {
    expect(estimateDiscounts(counted([100, 50, 30, 19]), 1)).toEqual([0.7, 1, 1.2]);
    expect(estimateDiscounts(counted([]), 1)).toEqual([0.7, 1, 1.2]);
  });

  it('are more than 0 and less than the count, whatever was counted', () => {
    const times = fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(times, (all) => {
        for (const [i, d] of estimateDiscounts(counted(all), 1).entries()) {
          expect(d).toBeGreaterThan(0);
          expect(d).toBeLessThan(i + 1);
        }
      }),
    );
  });
});
