import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { Random } from '../../src/core/tensor/random.ts';
import { backends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

/** Whole vectors, a remainder, less than a vector. */
const widths = [64, 37, 3];

describe.each(backends)('thinned gradients, $name', (backend) => {
  it.each(widths)('keep the mean of each of %d numbers over many seeds', (N) => {
    const kernels = backend.create();
    const [grain, seeds] = [0.25, 4096];
    const random = new Random(7);
    const values = Float32Array.from({ length: N }, () => (random.uniform() - 0.3) ** 3);
    const sums = new Float64Array(N);
    const a = kernels.allocate(N);
    for (let seed = 0; seed < seeds; seed++) {
      a.data.set(values);
      kernels.thinRows(a, grain, seed, 1, N);
      for (const [i, thinned] of a.data.entries()) {
        const old = values[i] ?? NaN;
        const allowed = Math.abs(old) >= grain ? [old] : [0, Math.sign(old) * grain];
        expect(allowed.some((value) => value === thinned)).toBe(true);
        sums[i] = (sums[i] ?? 0) + thinned;
      }
    }
    // Four standard deviations of the mean of that many draws of 0 or the grain.
    const margin = (4 * grain) / 2 / Math.sqrt(seeds);
    for (const [i, sum] of sums.entries()) {
      expect(Math.abs(sum / seeds - (values[i] ?? NaN))).toBeLessThan(margin);
    }
  });

  it('keep the sum of a row to within a grain', () => {
    const kernels = backend.create();
    const [grain, M, N] = [0.01, 50, 1000];
    const random = new Random(3);
    const a = kernels.allocate(M * N);
    for (let i = 0; i < a.length; i++) a.data[i] = random.uniform() / 500;
    const sumOf = (m: number) => [...a.data.subarray(m * N, (m + 1) * N)].reduce((sum, x) => sum + x, 0);
    const before = Array.from({ length: M }, (_, m) => sumOf(m));
    kernels.thinRows(a, grain, 1, M, N);
    for (const [m, sum] of before.entries()) expect(Math.abs(sumOf(m) - sum)).toBeLessThan(grain * 1.01);
    const kept = [...a.data].filter((x) => x !== 0).length;
    expect(kept / (M * N)).toBeCloseTo(0.1, 2);
  });

  it('are the same on every implementation where sums are exact', () => {
    const [M, N] = [9, 70];
    const draw = (kernels = backend.create()) => {
      const random = new Random(5);
      const a = kernels.allocate(M * N);
      for (let i = 0; i < a.length; i++) a.data[i] = (random.below(2048) - 300) / 2 ** 15;
      kernels.thinRows(a, 1 / 16, 11, M, N);
      return [...a.data];
    };
    // The random start has 24 bits, so that half a sum in a million could fall on the other side of a grain.
    expect(draw()).toEqual(draw(new ReferenceKernels('float32')));
  });

  it('leave everything as it is at grain 0, and a row without targets', () => {
    const kernels = backend.create();
    const a = kernels.allocate(40);
    for (let i = 0; i < 20; i++) a.data[i] = i - 7;
    const before = [...a.data];
    kernels.thinRows(a, 0, 1, 2, 20);
    expect([...a.data]).toEqual(before);
    kernels.thinRows(a, 0.5, 1, 2, 20);
    expect([...a.data]).toEqual(before);
  });

  it('pass on NaN', () => {
    const kernels = backend.create();
    const a = kernels.allocate(9);
    a.data[6] = NaN;
    kernels.thinRows(a, 0.5, 1, 1, 9);
    expect(a.data[6]).toBeNaN();
  });

  it.each(widths)('go backward like dense ones through a layer of %d inputs', (K) => {
    const twin = new Twin(backend);
    const [M, N] = [7, 45];
    const { dx, dW, dBias, dy, x, W } = twin.tensors('backwardThinned', { M, N, K });
    twin.fill(dy, () => (twin.uniform(0, 1) < 0.9 ? 0 : twin.uniform(-1, 1)));
    const same = (pair: typeof dW) => twin.tensor(pair.tested.length, (i) => pair.tested.data[i] ?? NaN);
    const dense = { dx: twin.tensor(M * K), dW: same(dW), dBias: same(dBias), packed: twin.packed(N, K) };
    twin.run((kernels, of) => {
      kernels.backwardThinned(of(dx), of(dW), of(dBias), of(dy), of(x), of(W), M, N, K);
      kernels.pack(of(dense.packed), of(W));
      kernels.multiply(of(dense.dx), of(dy), of(dense.packed), M, false);
      kernels.multiplyTransposed(of(dense.dW), of(dy), of(x), N, M, K);
      kernels.accumulateColumnSums(of(dense.dBias), of(dy), M, N);
    });
    const pairs = [
      [dx, dense.dx],
      [dW, dense.dW],
      [dBias, dense.dBias],
    ] as const;
    for (const [thinned, whole] of pairs) {
      expectClose(thinned);
      for (const [i, value] of thinned.tested.data.entries()) {
        expect(value).toBeCloseTo(whole.exact.data[i] ?? NaN, 5);
      }
    }
  });
});
