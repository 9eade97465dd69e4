import { describe, expect, it } from 'vitest';
import { dropoutHash } from '../../src/core/tensor/random.ts';
import { backends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

const lengths = [0, 1, 2, 3, 4, 5, 8, 63, 64, 1001];

describe.each(backends)('vectors on $name', (backend) => {
  it.each(lengths)('of %d numbers', (n) => {
    const twin = new Twin(backend);
    const [a, b, c, d] = [twin.tensor(n), twin.tensor(n), twin.tensor(n), twin.tensor(n)];
    const sums = twin.run((kernels, of) => {
      kernels.add(of(a), of(b));
      kernels.multiplyElements(of(c), of(a), of(b));
      kernels.copy(of(d), of(c));
      kernels.multiplyElements(of(d), of(d), of(d));
      kernels.fill(of(b), 0.3);
      return kernels.sumOfSquares(of(a));
    });
    for (const tensor of [a, c, d, b]) expectClose(tensor);
    expect(sums.tested).toBeCloseTo(sums.exact, 4);
  });

  it('sums the squares of very large and very many numbers', () => {
    const kernels = backend.create();
    const large = kernels.allocate(5);
    large.data.fill(1e30);
    expect(kernels.sumOfSquares(large)).toBeCloseTo(5e60, -55);
    const many = kernels.allocate(1 << 20);
    many.data.fill(0.1);
    expect(kernels.sumOfSquares(many) / (many.length * Math.fround(0.1) ** 2)).toBeCloseTo(1, 10);
    many.data[77] = NaN;
    expect(kernels.sumOfSquares(many)).toBeNaN();
  });

  describe.each([0, 0.2, 0.5, 0.999])('a dropout mask of rate %d', (rate) => {
    it.each([0, 1, 77, -5, 0x7fffffff, 123456789012])('is that of `dropoutHash`, seed %d', (seed) => {
      const kernels = backend.create();
      for (const n of [1, 3, 4, 1003]) {
        const mask = kernels.allocate(n);
        kernels.dropoutMask(mask, rate, seed);
        const kept = Math.fround(1 / (1 - rate));
        const wanted = Array.from({ length: n }, (_, i) =>
          dropoutHash(seed, i) < rate * 2 ** 32 ? 0 : kept,
        );
        expect([...mask.data]).toEqual(wanted);
      }
    });

    it('drops that share, and keeps the mean', () => {
      const kernels = backend.create();
      const mask = kernels.allocate(200_000);
      kernels.dropoutMask(mask, rate, 4);
      const dropped = mask.data.filter((value) => value === 0).length / mask.length;
      const deviation = Math.sqrt((rate * (1 - rate)) / mask.length);
      expect(Math.abs(dropped - rate)).toBeLessThanOrEqual(4 * deviation);
    });
  });

  it('refuses vectors of different lengths', () => {
    const kernels = backend.create();
    const [four, five] = [kernels.allocate(4), kernels.allocate(5)];
    expect(() => {
      kernels.add(four, five);
    }).toThrow(RangeError);
    expect(() => {
      kernels.copy(five, four);
    }).toThrow(RangeError);
    expect(() => {
      kernels.multiplyElements(four, four, five);
    }).toThrow(RangeError);
    expect(() => {
      kernels.sgd(four, five, four, 1, 1, 0);
    }).toThrow(RangeError);
  });
});
