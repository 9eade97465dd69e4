import type { Kernels } from '../core/tensor/kernels.ts';
import { ReferenceKernels } from './reference-kernels.ts';
import { WasmKernels } from './wasm-kernels.ts';
import { webAssembly } from './wasm/web-assembly.ts';

/** The two builds of src/kernels, dist/kernels-simd.wasm and dist/kernels-relaxed.wasm. */
export interface KernelBuilds {
  readonly simd: Uint8Array;
  readonly relaxed: Uint8Array;
}

/**
 * The first kernels that this machine can run, in the order relaxed-simd, simd, reference, beginning with `prefer`.
 * Relaxed SIMD fuses multiply and add on processors that can, so its last bits differ between machines. A caller that
 * needs the same numbers everywhere prefers 'simd'.
 */
export function selectKernels(
  { simd, relaxed }: KernelBuilds,
  prefer: Kernels['name'] = 'relaxed-simd',
): Kernels {
  if (prefer === 'relaxed-simd' && webAssembly.validate(relaxed)) {
    return new WasmKernels(relaxed, { name: 'relaxed-simd' });
  }
  if (prefer !== 'reference' && webAssembly.validate(simd)) return new WasmKernels(simd, { name: 'simd' });
  return new ReferenceKernels('float32');
}
