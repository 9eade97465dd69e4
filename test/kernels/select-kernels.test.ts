import { describe, expect, it } from 'vitest';
import { selectKernels } from '../../src/backend/select-kernels.ts';
import { kernelBuilds } from './backends.ts';

const { simd, relaxed } = kernelBuilds;
/** A build for instructions that this machine does not have. */
const unknown = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff]);

describe('the choice of kernels', () => {
  it('takes the fastest that the machine can run', () => {
    expect(selectKernels({ simd, relaxed }).name).toBe('relaxed-simd');
    expect(selectKernels({ simd, relaxed: unknown }).name).toBe('simd');
    expect(selectKernels({ simd: unknown, relaxed: unknown }).name).toBe('reference');
  });

  it('takes what the caller prefers, where it runs', () => {
    expect(selectKernels({ simd, relaxed }, 'simd').name).toBe('simd');
    expect(selectKernels({ simd: unknown, relaxed }, 'simd').name).toBe('reference');
    expect(selectKernels({ simd, relaxed }, 'reference').name).toBe('reference');
  });

  it('gives kernels that compute', () => {
    for (const prefer of ['reference', 'simd', 'relaxed-simd'] as const) {
      const kernels = selectKernels({ simd, relaxed }, prefer);
      const a = kernels.allocate(3);
      kernels.fill(a, 2);
      expect(kernels.sumOfSquares(a)).toBe(12);
    }
  });

  it('ships builds under 40 kB', () => {
    expect(simd.byteLength).toBeLessThan(40_000);
    expect(relaxed.byteLength).toBeLessThan(40_000);
  });
});
