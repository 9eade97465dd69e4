import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endKinds, FEATURES, featuresOf } from '../../../src/core/mixing/mixing-features.ts';
import { newMixingWeights } from '../../../src/core/mixing/mixing-weights.ts';
import { packWeights, unpackWeights } from '../../../src/core/mixing/packed-weights.ts';

describe('packed weights', () => {
  it('come back within half a level, those out of bounds at the bound', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, min: -4, max: 4 }), (values) => {
        const unpacked = unpackWeights(packWeights(values));
        expect(unpacked.length).toBe(values.length);
        for (const [i, value] of values.entries()) {
          expect(Math.abs(unpacked[i] - Math.min(2.25, Math.max(-2.25, value)))).toBeLessThanOrEqual(0.0251);
        }
      }),
    );
  });

  it('are written in characters that no string has to escape', () => {
    const packed = packWeights(Float32Array.from({ length: 200 }, (_, i) => (i - 100) / 20));
    expect(JSON.stringify(packed)).toBe(`"${packed}"`);
    expect(packed).not.toMatch(/['`\\]/);
  });

  it('are shipped whole, and for each owner anew', () => {
    const [one, other] = [newMixingWeights(), newMixingWeights()];
    one.withNetwork.values[0] = 99;
    expect(other.withNetwork.values[0]).not.toBe(99);
    expect(one.withNetwork.values.length).toBe(FEATURES * 13);
    expect(one.memoryAlone.values.length).toBe(FEATURES * 9);
  });
});

describe('mixing features', () => {
  const match = fc.record({ length: fc.nat(7), total: fc.nat(100_000), distinct: fc.nat(5000) });
  const opinion = fc.record({ token: fc.nat(50), probability: fc.double({ min: 0, max: 1, noNaN: true }) });
  const situation = fc.record({
    workspaceMatch: match,
    documentMatch: match,
    workspace: opinion,
    document: opinion,
    network: fc.option(opinion, { nil: undefined }),
    cache: fc.option(opinion, { nil: undefined }),
    endKind: fc.constantFrom(
      ...endKinds(['', ...Array.from({ length: 0x200 }, (_, code) => String.fromCharCode(code))]),
    ),
  });

  it('are one of each group, in bounds, wherever one is', () => {
    const groups = new Map<number, Set<number>>();
    fc.assert(
      fc.property(situation, (at) => {
        const features = featuresOf(at);
        expect(features[0]).toBe(0);
        expect(features).toHaveLength(8);
        for (const [group, feature] of features.entries()) {
          expect(feature).toBeLessThan(FEATURES);
          groups.set(group, (groups.get(group) ?? new Set()).add(feature));
        }
      }),
      { numRuns: 2000 },
    );
    const all = [...groups.values()].flatMap((features) => [...features]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell every printable sign of ASCII from every other', () => {
    const signs = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter(
      (sign) => !/\w/.test(sign),
    );
    expect(new Set(endKinds(signs)).size).toBe(signs.length);
  });
});
