import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramCounts } from '../../../src/core/memory/ngram-counts.ts';
import { countedNgrams } from './counted-ngrams.ts';
import { naiveCounts, type Counted } from './naive-counts.ts';

const order = fc.integer({ min: 1, max: 5 });
/** Few tokens, so that much is repeated, among them the highest one. */
const token = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(65535) });
const counted: fc.Arbitrary<Counted> = fc
  .tuple(fc.array(token, { maxLength: 30 }), fc.nat(6))
  .map(([tokens, from]) => ({ tokens, from: Math.min(from, tokens.length) }));

function countsOf(texts: readonly Counted[], n: number): NgramCounts {
  const counts = new NgramCounts(n);
  for (const { tokens, from } of texts) counts.add(tokens, from);
  return counts;
}

describe('n-gram counts', () => {
  it('are those of the definition', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 4 }), order, (texts, n) => {
        const found = countedNgrams(countsOf(texts, n));
        const ngrams = [...found].filter(([key]) => /^[\d ]+$/.test(key));
        expect(new Map(ngrams)).toEqual(naiveCounts(texts, n));
      }),
    );
  });

  it('are those of what is left after removing, and take no more room', () => {
    const change = { text: counted, remove: fc.boolean(), which: fc.nat(), room: fc.constantFrom(0, 3000) };
    const changes = fc.array(fc.record(change), { maxLength: 12 });
    fc.assert(
      fc.property(changes, order, (all, n) => {
        const counts = new NgramCounts(n);
        const left: Counted[] = [];
        for (const { text, remove, which, room } of all) {
          counts.reserve(room);
          if (remove && left.length > 0) {
            const [gone] = left.splice(which % left.length, 1);
            counts.remove(gone.tokens, gone.from);
          } else {
            left.push(text);
            counts.add(text.tokens, text.from);
          }
        }
        const fresh = countsOf(left, n);
        expect(countedNgrams(counts)).toEqual(countedNgrams(fresh));
        expect(counts.bytes).toBe(fresh.bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('find the contexts that something has followed, the longest last', () => {
    fc.assert(
      fc.property(
        fc.array(counted, { maxLength: 3 }),
        fc.array(token, { maxLength: 8 }),
        order,
        (texts, asked, n) => {
          const counts = countsOf(texts, n);
          const nodes = new Int32Array(n);
          const found = counts.contexts(asked, asked.length, nodes);
          const goneOnFrom = new Set<string>();
          for (const ngram of naiveCounts(texts, n).keys()) {
            goneOnFrom.add(ngram.split(' ').slice(0, -1).join(' '));
          }
          let expected = 0;
          while (
            expected < Math.min(n - 1, asked.length) &&
            goneOnFrom.has(asked.slice(asked.length - expected - 1).join(' '))
          ) {
            expected++;
          }
          expect(found).toBe(expected);
        },
      ),
    );
  });

  it('hold a hundred thousand n-grams, and those that take their place', () => {
    const text = (seed: number) => Array.from({ length: 12_000 }, (_, i) => (i * i * 31 + seed * i) % 997);
    const counts = new NgramCounts(5);
    counts.add(text(1), 0);
    const { bytes } = counts;
    for (let seed = 2; seed < 5; seed++) {
      counts.remove(text(seed - 1), 0);
      counts.add(text(seed), 0);
    }
    const fresh = new NgramCounts(5);
    fresh.add(text(4), 0);
    expect(counts.bytes).toBe(fresh.bytes);
    expect(countedNgrams(counts)).toEqual(countedNgrams(fresh));
    counts.remove(text(4), 0);
    expect(counts.bytes).toBeLessThan(bytes / 1000);
  });

  it('throw when something is removed that was never counted', () => {
    const counts = countsOf([{ tokens: [1, 2, 3], from: 0 }], 3);
    expect(() => {
      counts.remove([2, 3, 1], 0);
    }).toThrow(RangeError);
  });
});
