import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { experts } from '../../../src/core/mixing/experts.ts';
import { MixingFeatures } from '../../../src/core/mixing/mixing-features.ts';
import { newMixingWeights, signatureOf } from '../../../src/core/mixing/mixing-weights.ts';
import { packWeights, unpackWeights } from '../../../src/core/mixing/packed-weights.ts';
import { shippedWeights } from '../../../src/core/mixing/shipped-weights.ts';

describe('packed weights', () => {
  it('are restored to within half a level, those out of bounds to the bound', () => {
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

  it('are restored where zeros make up runs of any length', () => {
    const runs = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: -3, max: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(runs, (some) => {
        const values = Float32Array.from(
          some.flatMap(([zeros, level]) => [...new Array<number>(zeros).fill(0), level / 20]),
        );
        expect(unpackWeights(packWeights(values))).toEqual(values);
      }),
    );
    expect(packWeights(new Float32Array(90))).toHaveLength(4);
  });

  it('are written in characters that no string has to escape', () => {
    const packed = packWeights(Float32Array.from({ length: 200 }, (_, i) => (i - 100) / 20));
    expect(JSON.stringify(packed)).toBe(`"${packed}"`);
    expect(packed).not.toMatch(/['`\\]/);
  });

  it('are shipped whole, and copied for each owner', () => {
    const [one, other] = [newMixingWeights(), newMixingWeights()];
    one.withNetwork.values[0] = 99;
    expect(other.withNetwork.values[0]).not.toBe(99);
    const { size } = new MixingFeatures(experts);
    const alone = experts.filter(({ needsNetwork }) => !needsNetwork);
    expect(one.withNetwork.values.length).toBe(size * (2 * experts.length + 1));
    expect(one.memoryAlone.values.length).toBe(size * (2 * alone.length + 1));
  });

  it('were learned for the list of experts', () => {
    expect(shippedWeights.experts).toBe(signatureOf(experts));
    const first = newMixingWeights();
    expect(first.withNetwork.values).toEqual(unpackWeights(shippedWeights.withNetwork));
    expect(first.memoryAlone.values).toEqual(unpackWeights(shippedWeights.memoryAlone));
  });

  it('are even for experts in another order, or with another part in the features', () => {
    const even = new Set([0, Math.fround(1.4 / experts.length)]);
    const swapped = experts.map((expert) => ({ ...expert, showsMatch: !expert.showsMatch }));
    for (const list of [[...experts].reverse(), swapped]) {
      expect(new Set(newMixingWeights(list).withNetwork.values)).toEqual(even);
    }
  });
});
