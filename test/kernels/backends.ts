import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { root } from '../../scripts/paths.ts';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import type { KernelBuilds } from '../../src/backend/select-kernels.ts';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import type { Kernels } from '../../src/core/tensor/kernels.ts';

await buildKernels();

/** The two builds of src/kernels, rebuilt if they are out of date. */
export const kernelBuilds: KernelBuilds = {
  simd: readFileSync(join(root, 'dist/kernels-simd.wasm')),
  relaxed: readFileSync(join(root, 'dist/kernels-relaxed.wasm')),
};

export interface Backend {
  readonly name: Kernels['name'];
  readonly create: () => Kernels;
}

export const wasmBackends = [
  { name: 'simd', create: () => new WasmKernels(kernelBuilds.simd, { name: 'simd' }) },
  { name: 'relaxed-simd', create: () => new WasmKernels(kernelBuilds.relaxed, { name: 'relaxed-simd' }) },
] as const satisfies readonly Backend[];

/** Every implementation of `Kernels` in Float32, for `describe.each(backends)`. */
export const backends: readonly Backend[] = [
  { name: 'reference', create: () => new ReferenceKernels('float32') },
  ...wasmBackends,
];
