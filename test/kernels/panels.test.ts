import { describe, expect, it } from 'vitest';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import type { Tensor } from '../../src/core/tensor/kernels.ts';
import { kernelBuilds } from './backends.ts';

const sizes = [1, 2, 5, 16, 33].flatMap((M) =>
  [1, 8, 23, 24, 49, 400].flatMap((N) => [1, 64, 300].map((K) => ({ M, N, K }))),
);

describe.each([
  { name: 'simd', bytes: kernelBuilds.simd },
  { name: 'relaxed-simd', bytes: kernelBuilds.relaxed },
] as const)('panels of any width, on $name', ({ name, bytes }) => {
  it.each(sizes)('give the same bits: $M × $K × $N', ({ M, N, K }) => {
    const [widest, ...others] = ([24, 16, 8] as const).map((panel) => {
      const kernels = new WasmKernels(bytes, { name, panel });
      const tensor = (length: number): Tensor => {
        const made = kernels.allocate(length);
        for (let i = 0; i < length; i++) made.data[i] = Math.sin(length + i);
        return made;
      };
      const [a, b, out, sum] = [tensor(M * K), tensor(K * N), tensor(M * N), tensor(M * N)];
      const packed = kernels.allocatePacked(K, N);
      kernels.pack(packed, b);
      kernels.multiply(out, a, packed, M, true);
      kernels.packTransposed(packed, b);
      kernels.multiply(out, a, packed, M, true);
      kernels.multiplyTransposed(sum, a, b, M, K, N);
      return [...out.data, ...sum.data];
    });
    for (const other of others) expect(other).toEqual(widest);
  });
});
