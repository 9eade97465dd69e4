import { describe, expect, it } from 'vitest';
import type { Kernels, Tensor } from '../../src/core/tensor/kernels.ts';
import { wasmBackends } from './backends.ts';

/** Columns: enough for panels and tiles of every width. */
const N = 72;
const sizes = [1, 2, 3, 5, 16, 33].flatMap((M) => [1, 64, 300].map((K) => ({ M, K })));

function filled(kernels: Kernels, length: number, value: (i: number) => number): Tensor {
  const tensor = kernels.allocate(length);
  for (let i = 0; i < length; i++) tensor.data[i] = value(i);
  return tensor;
}

const a = (m: number, k: number) => Math.sin(1 + 31 * m + k);
const b = (k: number, n: number) => Math.cos(2 + 17 * k + n);

/** Both products of a and the columns [from, from + width) of b, as a matrix of their own. Each is (M, width). */
function products(kernels: Kernels, M: number, K: number, from: number, width: number): number[][] {
  const left = filled(kernels, M * K, (i) => a(Math.floor(i / K), i % K));
  const leftTransposed = filled(kernels, K * M, (i) => a(i % M, Math.floor(i / M)));
  const right = filled(kernels, K * width, (i) => b(Math.floor(i / width), from + (i % width)));
  const rightTransposed = filled(kernels, width * K, (i) => b(i % K, from + Math.floor(i / K)));
  const packed = kernels.allocatePacked(K, width);
  const [out, sum] = [kernels.allocate(M * width), kernels.allocate(M * width)];
  kernels.pack(packed, right);
  kernels.multiply(out, left, packed, M, false);
  kernels.packTransposed(packed, rightTransposed);
  kernels.multiply(out, left, packed, M, true);
  kernels.multiplyTransposed(sum, leftTransposed, right, M, K, width);
  return [out, sum].map(({ data }) => [...data]);
}

function columnsOf(product: readonly number[], from: number, width: number): number[] {
  return product.filter((_, i) => i % N >= from && i % N < from + width);
}

describe.each(wasmBackends)('tiles of any width, on $name', ({ create }) => {
  it.each(sizes)('give the same bits for the same columns: $M × $K', ({ M, K }) => {
    const kernels = create();
    const whole = products(kernels, M, K, 0, N);
    for (const width of [1, 7, 8, 15, 16, 23, 24, 31, 40]) {
      for (const from of [0, 8, 23, N - width]) {
        const part = products(kernels, M, K, from, width);
        expect(part).toEqual(whole.map((product) => columnsOf(product, from, width)));
      }
    }
  });

  it.each(sizes)('give the same bits for a row alone: $M × $K', ({ M, K }) => {
    const kernels = create();
    for (const width of [8, 16, 24, 31]) {
      const [whole] = products(kernels, M, K, 0, width);
      const [alone] = products(kernels, 1, K, 0, width);
      expect(whole.slice(0, width)).toEqual(alone);
    }
  });
});
