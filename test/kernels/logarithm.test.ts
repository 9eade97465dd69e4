import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectWithin, Twin } from './twin.ts';

/** Numbers densely over [0, 4], from 2e-38 to 3e38, and around 1, where ln is almost 0. */
const sweep = Float32Array.from([
  ...Array.from({ length: 200_001 }, (_, i) => i * 2e-5),
  ...Array.from({ length: 76_001 }, (_, i) => 2 * 10 ** (i / 1000 - 38)),
  ...Array.from({ length: 20_001 }, (_, i) => 1 + (i - 10_000) * 2 ** -24),
]);

describe.each(backends)('logarithms on $name', (backend) => {
  // Measured, simd and relaxed-simd alike: 8.1e-8.
  it('are correct to 2e-7 of their size', () => {
    const kernels = backend.create();
    const floor = Math.fround(1e-30);
    const [out, a] = [kernels.allocate(sweep.length), kernels.allocate(sweep.length)];
    a.data.set(sweep);
    kernels.logarithm(out, a, floor);
    let worst = 0;
    for (const [i, x] of sweep.entries()) {
      const wanted = Math.log(Math.max(x, floor));
      worst = Math.max(worst, wanted === 0 ? Math.abs(out.data[i]) : Math.abs(out.data[i] / wanted - 1));
    }
    expect(worst).toBeLessThanOrEqual(2e-7);
  });

  it.each([0, 1, 2, 3, 4, 5, 7, 8, 63, 2001])('are taken of %d numbers, in place as well', (n) => {
    const twin = new Twin(backend);
    const [a, out] = [twin.tensor(n), twin.tensor(n)];
    twin.run((kernels, of) => {
      kernels.logarithm(of(out), of(a), 1e-3);
      kernels.logarithm(of(a), of(a), 1e-3);
    });
    for (const tensor of [out, a]) expectWithin(tensor, (i) => 1e-6 * Math.abs(tensor.exact.data[i]) + 1e-7);
  });

  it('are taken of the floor instead of numbers below it, and of infinity and NaN', () => {
    const kernels = backend.create();
    const a = kernels.allocate(9);
    a.data.set([0, -0, -1, -Infinity, 1e-40, Infinity, NaN, 1, 2 ** -126]);
    kernels.logarithm(a, a, 2 ** -126);
    const lowest = Math.fround(-126 * Math.LN2);
    expect([...a.data]).toEqual([lowest, lowest, lowest, lowest, lowest, Infinity, NaN, 0, lowest]);
  });

  it('refuse vectors of different lengths', () => {
    const kernels = backend.create();
    expect(() => {
      kernels.logarithm(kernels.allocate(4), kernels.allocate(5), 1);
    }).toThrow(RangeError);
  });
});
