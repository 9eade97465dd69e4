import { describe, expect, it } from 'vitest';
import type { Kernels } from '../../src/core/tensor/kernels.ts';
import { Random } from '../../src/core/tensor/random.ts';
import { backends, wasmBackends } from './backends.ts';

/** All remainders of four rows; widths around 16 numbers and 32 bytes, which are taken at once, and widths in use. */
const counts = [0, 1, 2, 3, 4, 5, 8, 13];
const widths = [0, 1, 3, 4, 15, 16, 17, 31, 32, 33, 64, 100, 256, 512, 2001];
const sizes = widths.flatMap((N) => counts.map((M) => ({ M, N })));

const FENCE = 12345;

/** The kernel's dot products of `rows` with x. Checks that nothing is written after them. */
function dots(kernels: Kernels, rows: Float32Array, x: Float32Array): number[] {
  const N = x.length;
  const M = N === 0 ? 0 : rows.length / N;
  const quantized = kernels.allocateQuantized(M, N);
  const [all, vector, block] = [kernels.allocate(rows.length), kernels.allocate(N), kernels.allocate(M + 8)];
  all.data.set(rows);
  vector.data.set(x);
  block.data.fill(FENCE);
  kernels.quantizeRows(quantized, all, 0);
  kernels.quantizedDots(block, quantized, vector, M);
  expect([...block.data.subarray(M)]).toEqual(Array<number>(8).fill(FENCE));
  return [...block.data.subarray(0, M)];
}

function exactDots(rows: Float32Array, x: Float32Array): number[] {
  const N = x.length;
  return Array.from({ length: N === 0 ? 0 : rows.length / N }, (_, m) =>
    x.reduce((sum, value, n) => sum + value * rows[m * N + n], 0),
  );
}

describe.each(backends)('rows in int8 on $name', (backend) => {
  it.each(sizes)('are exact for numbers that int8 and seven bits hold: $M of $N', ({ M, N }) => {
    const random = new Random(M + 100 * N);
    const whole = (bound: number): number => Math.floor(random.uniform() * (2 * bound + 1)) - bound;
    // The first number of each row and of the vector is the largest possible, so the scales are exact.
    const rows = Float32Array.from({ length: M * N }, (_, i) => (i % N === 0 ? -127 : whole(127)) / 64);
    const x = Float32Array.from({ length: N }, (_, n) => 2 * (n === 0 ? 1 : (whole(63) + 0.5) / 63.5));
    const exact = exactDots(rows, x);
    for (const [m, dot] of dots(backend.create(), rows, x).entries()) {
      expect(Math.abs(dot - exact[m])).toBeLessThanOrEqual(2e-6 * (N + 1) + 1e-6 * Math.abs(exact[m]));
    }
  });

  it.each(sizes)('err by at most half a step in each number: $M of $N', ({ M, N }) => {
    const random = new Random(M + 100 * N);
    const rows = Float32Array.from({ length: M * N }, () => random.normal());
    const x = Float32Array.from({ length: N }, () => random.normal());
    const largest = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const exact = exactDots(rows, x);
    for (const [m, dot] of dots(backend.create(), rows, x).entries()) {
      const row = rows.subarray(m * N, (m + 1) * N);
      const step = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
      const margin = row.reduce(
        (sum, weight, n) => sum + (step / 2) * Math.abs(x[n]) + (largest / 127) * (Math.abs(weight) + step),
        1e-6,
      );
      expect(Math.abs(dot - exact[m])).toBeLessThanOrEqual(margin);
    }
  });

  it('give 0 for zeros and for nearly denormal numbers', () => {
    const [one, none, tiny] = [
      [1, -1, 1],
      [0, 0, 0],
      [1e-40, -1e-38, 1e-36],
    ].map((x) => Float32Array.from(x));
    for (const small of [none, tiny]) {
      expect(dots(backend.create(), one, small)[0]).toBeCloseTo(0, 30);
      expect(dots(backend.create(), small, one)[0]).toBeCloseTo(0, 30);
    }
  });

  it('pass on NaN', () => {
    const rows = Float32Array.from([1, 2, NaN, 4, 5, 6]);
    const [first, second] = dots(backend.create(), rows, Float32Array.from([1, 1]));
    expect(first).toBeCloseTo(3, 1);
    expect(second).toBeNaN();
    expect(dots(backend.create(), Float32Array.from([1, 1]), Float32Array.from([NaN, 1]))[0]).toBeNaN();
  });

  it('can be replaced one by one', () => {
    const kernels = backend.create();
    const quantized = kernels.allocateQuantized(6, 2);
    const [row, x, out] = [kernels.allocate(2), kernels.allocate(2), kernels.allocate(6)];
    x.data.set([1, 1]);
    for (const [place, number] of [
      [0, 1],
      [5, 2],
      [3, 3],
      [5, 4],
    ] as const) {
      row.data.fill(number);
      kernels.quantizeRows(quantized, row, place);
    }
    kernels.quantizedDots(out, quantized, x, 6);
    expect([...out.data].map(Math.round)).toEqual([2, 0, 0, 6, 0, 8]);
  });

  it('refuse operands that do not fit', () => {
    const kernels = backend.create();
    const quantized = kernels.allocateQuantized(3, 2);
    const [one, two, four] = [kernels.allocate(1), kernels.allocate(2), kernels.allocate(4)];
    for (const wrong of [
      () => {
        kernels.quantizeRows(quantized, four, 2);
      },
      () => {
        kernels.quantizeRows(quantized, one, 0);
      },
      () => {
        kernels.quantizedDots(two, quantized, two, 3);
      },
      () => {
        kernels.quantizedDots(four, quantized, one, 3);
      },
      () => {
        kernels.quantizedDots(four, quantized, two, 4);
      },
    ]) {
      expect(wrong).toThrow(RangeError);
    }
  });
});

it('both builds give the same numbers to the last bit', () => {
  const random = new Random(7);
  const rows = Float32Array.from({ length: 37 * 300 }, () => random.normal());
  const x = Float32Array.from({ length: 300 }, () => random.normal());
  const [simd, relaxed] = wasmBackends.map(({ create }) => dots(create(), rows, x));
  expect(simd).toEqual(relaxed);
});
