import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { ContinuousCache } from '../../../src/core/memory/continuous-cache.ts';
import { Random } from '../../../src/core/tensor/random.ts';

const [H, V, capacity] = [4, 6, 7];

interface Kept {
  readonly line: number;
  readonly index: number;
  readonly h: Float32Array;
  readonly token: number;
}

/** p(w | h) in double precision: Σ exp(−θ/2 |h − h_i|²) over the kept states with the token w, normalised. */
function naive(kept: readonly Kept[], h: Float32Array, theta: number): number[] {
  const weights = kept.map((one) =>
    Math.exp((-theta / 2) * one.h.reduce((sum, x, i) => sum + (x - h[i]) ** 2, 0)),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return Array.from({ length: V }, (_, w) =>
    kept.reduce((sum, { token }, i) => (token === w ? sum + weights[i] / total : sum), 0),
  );
}

const adding = fc.record({ add: fc.record({ token: fc.nat(V - 1), isNewLine: fc.boolean() }) });
const change = fc.oneof(
  { weight: 6, arbitrary: adding },
  { weight: 1, arbitrary: fc.record({ dropFrom: fc.tuple(fc.nat(4), fc.nat(2)) }) },
  { weight: 1, arbitrary: fc.record({ splice: fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2)) }) },
);

describe('continuous cache', () => {
  it('is a softmax over the newest states, without those that were dropped', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(change, { maxLength: 10 }), fc.array(adding, { maxLength: 30 })),
        fc.nat(1e6),
        (changes, seed) => {
          const random = new Random(seed);
          // Numbers that int8 and seven bits hold exactly: the first is 1, the others are odd 127ths.
          const vector = (): Float32Array =>
            Float32Array.from({ length: H }, (_, i) => (i === 0 ? 1 : (2 * random.below(127) - 125) / 127));
          const cache = new ContinuousCache(new ReferenceKernels(), H, capacity);
          let kept: Kept[] = [];
          let added = 0;
          let [line, index] = [0, 0];
          for (const step of changes) {
            if ('add' in step) {
              [line, index] = step.add.isNewLine ? [line + 1, 0] : [line, index + 1];
              const one = { line, index, h: vector(), token: step.add.token };
              cache.add(line, index, one.h, one.token);
              kept.push(one);
              added++;
            } else if ('dropFrom' in step) {
              const [from, place] = step.dropFrom;
              cache.dropFrom(from, place);
              kept = kept.filter((one) => one.line !== from || one.index < place);
            } else {
              const [from, removed, inserted] = step.splice;
              cache.splice(from, removed, inserted);
              kept = kept
                .filter((one) => one.line < from || one.line >= from + removed)
                .map((one) => (one.line < from ? one : { ...one, line: one.line + inserted - removed }));
            }
          }
          // Dropped states may leave rows unused, so fewer may be kept than there is room for.
          fc.pre(added <= capacity || changes.every((step) => 'add' in step));
          const [h, out] = [vector(), new Float32Array(V).fill(0.5)];
          expect(cache.fill(out, h, 1.5)).toBe(kept.length > 0);
          const expected =
            kept.length > 0 ? naive(kept.slice(-capacity), h, 1.5) : Array<number>(V).fill(0.5);
          for (let w = 0; w < V; w++) expect(out[w]).toBeCloseTo(expected[w], 5);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps states from further up while the last line is retyped again and again', () => {
    const cache = new ContinuousCache(new ReferenceKernels(), H, capacity);
    const same = new Float32Array(H).fill(1);
    for (let i = 0; i < capacity - 1; i++) cache.add(0, i, same, 0);
    for (let times = 0; times < 3 * capacity; times++) {
      cache.add(1, 0, same, 1);
      cache.dropFrom(1, 0);
    }
    cache.add(1, 0, same, 2);
    const out = new Float32Array(V);
    cache.fill(out, same, 1);
    expect(out[0]).toBeCloseTo((capacity - 1) / capacity, 6);
    expect(out[2]).toBeCloseTo(1 / capacity, 6);
  });

  it('does not overflow, however sharp it is', () => {
    const cache = new ContinuousCache(new ReferenceKernels(), H, capacity);
    cache.add(0, 0, new Float32Array(H).fill(30), 1);
    cache.add(0, 1, new Float32Array(H).fill(-30), 2);
    const out = new Float32Array(V);
    cache.fill(out, new Float32Array(H).fill(30), 5);
    expect([...out]).toEqual([0, 1, 0, 0, 0, 0]);
  });
});
