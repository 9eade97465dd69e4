import { readFileSync } from 'node:fs';
import { selectKernels } from '../../../src/backend/select-kernels.ts';
import type { Kernels } from '../../../src/core/tensor/kernels.ts';

const dist = new URL('../../../dist/', import.meta.url);

/** The fastest kernels from `npm run build` that this engine runs. */
export function builtKernels(): Kernels {
  const build = (name: string) => new Uint8Array(readFileSync(new URL(`kernels-${name}.wasm`, dist)));
  return selectKernels({ simd: build('simd'), relaxed: build('relaxed') });
}
