import { describe, expect, it } from 'vitest';
import { backends, wasmBackends } from './backends.ts';
import { expectWithin, Twin } from './twin.ts';

/** All remainders of four rows and of blocks of 4, 8 and 16 columns, and the sizes in use. */
const counts = [0, 1, 2, 3, 4, 5, 7, 8, 13];
const widths = [0, 1, 3, 4, 5, 8, 15, 16, 17, 31, 32, 47, 64, 256, 2001];
const sizes = widths.flatMap((N) => counts.map((M) => ({ M, N })));

describe.each(backends)('products of rows on $name', (backend) => {
  it.each(sizes)('of $N, $M of them', ({ M, N }) => {
    const twin = new Twin(backend);
    const { out: dots, rows, x } = twin.tensors('rowDots', { M, N });
    const { out: sum, weights } = twin.tensors('weightedSum', { M, N });
    for (const out of [dots, sum]) twin.fill(out, () => NaN);
    twin.run((kernels, of) => {
      kernels.rowDots(of(dots), of(rows), of(x), M, N);
      kernels.weightedSum(of(sum), of(rows), of(weights), M, N);
    });
    expectWithin(dots, () => 1e-6 + 1e-7 * N);
    expectWithin(sum, () => 1e-6 + 1e-7 * M);
  });

  it('multiplies many rows, from the middle of a block', () => {
    const twin = new Twin(backend);
    const [M, N, skipped] = [2000, 256, 3];
    const [block, x, dots] = [twin.tensor((skipped + M) * N), twin.tensor(N), twin.tensor(M)];
    twin.run((kernels, of) => {
      kernels.rowDots(of(dots), kernels.view(of(block), skipped * N, M * N), of(x), M, N);
    });
    expectWithin(dots, () => 1e-6 + 1e-7 * N);
  });

  it.each([
    { name: 'zeros', value: () => 0 },
    { name: 'negative zeros', value: () => -0 },
    { name: 'denormals', value: (i: number) => (i % 3) * 1e-40 },
    { name: 'large numbers', value: (i: number) => (i % 2 ? 1e18 : -3e17) },
    { name: 'few distinct numbers', value: (i: number) => (i % 5) - 2 },
  ])('takes $name', ({ value }) => {
    const twin = new Twin(backend);
    const [M, N] = [6, 37];
    const [rows, x, weights] = [twin.tensor(M * N, value), twin.tensor(N, value), twin.tensor(M, value)];
    const [dots, sum] = [twin.tensor(M), twin.tensor(N)];
    twin.run((kernels, of) => {
      kernels.rowDots(of(dots), of(rows), of(x), M, N);
      kernels.weightedSum(of(sum), of(rows), of(weights), M, N);
    });
    const largest = Math.max(...x.exact.data.map(Math.abs));
    const margin = 1e-6 * N * largest * largest + 1e-30;
    expectWithin(dots, () => margin);
    expectWithin(sum, () => margin);
  });

  it.each([0, 2, 8, 33])('passes on NaN, to its row or column %d alone', (column) => {
    const kernels = backend.create();
    const [M, N] = [7, 34];
    const [rows, x, weights] = [kernels.allocate(M * N), kernels.allocate(N), kernels.allocate(M)];
    const [dots, sum] = [kernels.allocate(M), kernels.allocate(N)];
    for (const tensor of [rows, x, weights]) tensor.data.fill(1);
    for (const row of [2, 5]) rows.data[row * N + column] = NaN;
    kernels.rowDots(dots, rows, x, M, N);
    kernels.weightedSum(sum, rows, weights, M, N);
    expect([...dots.data]).toEqual(Array.from({ length: M }, (_, m) => (m === 2 || m === 5 ? NaN : N)));
    expect([...sum.data]).toEqual(Array.from({ length: N }, (_, n) => (n === column ? NaN : M)));
  });

  it('refuses operands that are too short', () => {
    const kernels = backend.create();
    const [two, three, six] = [kernels.allocate(2), kernels.allocate(3), kernels.allocate(6)];
    expect(() => {
      kernels.rowDots(two, six, two, 2, 3);
    }).toThrow(RangeError);
    expect(() => {
      kernels.rowDots(two, six, three, 3, 3);
    }).toThrow(RangeError);
    expect(() => {
      kernels.weightedSum(two, six, two, 2, 3);
    }).toThrow(RangeError);
    expect(() => {
      kernels.weightedSum(three, six, two, 3, 3);
    }).toThrow(RangeError);
  });
});

describe.each(wasmBackends)('products of rows on $name', (backend) => {
  it('flush results that would be denormal', () => {
    const kernels = backend.create();
    const [M, N] = [5, 21];
    const [rows, x, weights] = [kernels.allocate(M * N), kernels.allocate(N), kernels.allocate(M)];
    const [dots, sum] = [kernels.allocate(M), kernels.allocate(N)];
    for (const tensor of [rows, x, weights]) tensor.data.fill(1e-20);
    kernels.rowDots(dots, rows, x, M, N);
    kernels.weightedSum(sum, rows, weights, M, N);
    expect([...dots.data, ...sum.data]).toEqual(new Array(M + N).fill(0));
  });
});
