import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectWithin, Twin } from './twin.ts';

/** The whole numbers from `first` to `last`. */
function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * The cases of XNNPACK's GEMM tests, for tiles of 2 × 24, 2 × 16 and 4 × 8, panels of 24 or 16 columns, blocks of 256
 * in K, and blocks of 256 rows and 384 columns in the transposed product.
 */
const cases = [
  { name: 'K equal to the block', Ms: [2, 4], Ns: [8, 16, 24], Ks: [256] },
  { name: 'all parts of a tile', Ms: range(1, 4), Ns: range(1, 24), Ks: [1, 5] },
  { name: 'K smaller than the block', Ms: [2, 3], Ns: [8, 24], Ks: [1, 2, 3, 4, 31, 255] },
  { name: 'K greater than the block', Ms: [2, 3], Ns: [16, 24], Ks: [257, 258, 511] },
  { name: 'K divisible by the block', Ms: [2, 5], Ns: [8, 24, 25], Ks: [512, 768] },
  { name: 'N greater than the panel', Ms: [1, 2, 3, 5], Ns: range(25, 49), Ks: [7] },
  { name: 'N divisible by the panel', Ms: [1, 2, 3], Ns: [32, 48, 64, 72, 96], Ks: [3, 40, 300] },
  { name: 'M greater than the tile', Ms: range(3, 9), Ns: [8, 24, 47], Ks: [33] },
  { name: 'one row', Ms: [1], Ns: [8, 20, 24, 128, 300], Ks: [1, 2, 64, 255, 513] },
  { name: 'one column', Ms: [1, 7, 64], Ns: [1], Ks: [1, 64, 257] },
  { name: 'a step of training', Ms: [32], Ns: [192], Ks: [64] },
  { name: 'all blocks of the transposed product', Ms: [259], Ns: [411], Ks: [259] },
];

describe.each(backends)('products on $name', (backend) => {
  describe.each(cases)('$name', ({ Ms, Ns, Ks }) => {
    const sizes = Ms.flatMap((M) => Ns.flatMap((N) => Ks.map((K) => ({ M, N, K }))));

    it('multiplies by a packed matrix, overwriting and accumulating', () => {
      for (const { M, N, K } of sizes) {
        const twin = new Twin(backend);
        const a = twin.tensor(M * K);
        const b = twin.tensor(K * N);
        const out = twin.tensor(M * N, () => NaN);
        const packed = twin.packed(K, N);
        twin.run((kernels, of) => {
          kernels.pack(of(packed), of(b));
          kernels.multiply(of(out), of(a), of(packed), M, false);
        });
        expectProduct(out, K);
        twin.run((kernels, of) => {
          kernels.multiply(of(out), of(a), of(packed), M, true);
        });
        expectProduct(out, 2 * K);
      }
    });

    it('multiplies by a transposed packed matrix', () => {
      for (const { M, N, K } of sizes) {
        const twin = new Twin(backend);
        const a = twin.tensor(M * K);
        const b = twin.tensor(N * K);
        const out = twin.tensor(M * N);
        const packed = twin.packed(K, N);
        twin.run((kernels, of) => {
          kernels.packTransposed(of(packed), of(b));
          kernels.multiply(of(out), of(a), of(packed), M, false);
        });
        expectProduct(out, K);
      }
    });

    it('multiplies a transposed matrix, accumulating', () => {
      for (const { M, N, K } of sizes) {
        const twin = new Twin(backend);
        const a = twin.tensor(K * M);
        const b = twin.tensor(K * N);
        const out = twin.tensor(M * N);
        twin.run((kernels, of) => {
          kernels.multiplyTransposed(of(out), of(a), of(b), M, K, N);
        });
        expectProduct(out, K + 1);
      }
    });
  });

  it('replaces what a packed matrix held', () => {
    const twin = new Twin(backend);
    const [M, K, N] = [3, 20, 29];
    const a = twin.tensor(M * K);
    const first = twin.tensor(K * N);
    const second = twin.tensor(K * N);
    const out = twin.tensor(M * N);
    const packed = twin.packed(K, N);
    twin.run((kernels, of) => {
      kernels.pack(of(packed), of(first));
      kernels.packTransposed(of(packed), of(second));
      kernels.multiply(of(out), of(a), of(packed), M, false);
    });
    expectProduct(out, K);
  });

  it('leaves the rows after those that it multiplies', () => {
    const twin = new Twin(backend);
    const [K, N] = [16, 30];
    const a = twin.tensor(5 * K);
    const b = twin.tensor(K * N);
    const out = twin.tensor(5 * N, () => 7);
    const packed = twin.packed(K, N);
    twin.run((kernels, of) => {
      kernels.pack(of(packed), of(b));
      kernels.multiply(of(out), of(a), of(packed), 3, false);
    });
    expectProduct(out, K);
    expect([...out.tested.data.subarray(3 * N)]).toEqual(new Array(2 * N).fill(7));
  });

  describe.each([
    { name: 'zeros', value: () => 0 },
    { name: 'negative zeros', value: () => -0 },
    { name: 'denormals', value: (i: number) => (i % 3) * 1e-40 },
    { name: 'the smallest normal numbers', value: (i: number) => (i % 2 ? 1.2e-38 : -1.3e-38) },
    { name: 'large numbers', value: (i: number) => (i % 2 ? 1e18 : -3e17) },
    { name: 'few distinct numbers', value: (i: number) => (i % 5) - 2 },
  ])('of $name', ({ value }) => {
    it.each([
      { M: 2, K: 24, N: 24 },
      { M: 5, K: 257, N: 31 },
    ])('$M × $K × $N', ({ M, K, N }) => {
      const twin = new Twin(backend);
      const a = twin.tensor(M * K, value);
      const b = twin.tensor(K * N, value);
      const at = twin.tensor(K * M, value);
      const out = twin.tensor(M * N);
      const sum = twin.tensor(M * N, () => 0);
      const packed = twin.packed(K, N);
      twin.run((kernels, of) => {
        kernels.pack(of(packed), of(b));
        kernels.multiply(of(out), of(a), of(packed), M, false);
        kernels.multiplyTransposed(of(sum), of(at), of(b), M, K, N);
      });
      const largest = Math.max(...a.exact.data.map(Math.abs), ...b.exact.data.map(Math.abs));
      const margin = 1e-6 * K * largest * largest + 1e-37;
      expectWithin(out, () => margin);
      expectWithin(sum, () => margin);
    });
  });

  it('passes on NaN, to its row alone', () => {
    const twin = new Twin(backend);
    const [M, K, N] = [4, 30, 26];
    const a = twin.tensor(M * K, (i) => (i === K + 3 ? NaN : 1));
    const b = twin.tensor(K * N);
    const out = twin.tensor(M * N);
    const packed = twin.packed(K, N);
    twin.run((kernels, of) => {
      kernels.pack(of(packed), of(b));
      kernels.multiply(of(out), of(a), of(packed), M, false);
    });
    expectProduct(out, K);
    expect(out.tested.data.subarray(N, 2 * N).every(Number.isNaN)).toBe(true);
  });

  it('refuses factors that are too short', () => {
    const kernels = backend.create();
    const packed = kernels.allocatePacked(4, 5);
    const [short, fit] = [kernels.allocate(3), kernels.allocate(20)];
    expect(() => {
      kernels.pack(packed, short);
    }).toThrow(RangeError);
    expect(() => {
      kernels.multiply(fit, short, packed, 4, false);
    }).toThrow(RangeError);
    expect(() => {
      kernels.multiplyTransposed(short, fit, fit, 4, 5, 4);
    }).toThrow(RangeError);
  });
});

/** For sums of K products of numbers below 1: both the sums and their rounding errors grow with √K. */
function expectProduct(out: ReturnType<Twin['tensor']>, K: number): void {
  expectWithin(out, () => 1e-6 + 1e-7 * K);
}
