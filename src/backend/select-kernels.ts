import type { Kernels } from '../core/tensor/kernels.ts';
import { ReferenceKernels } from './reference-kernels.ts';
import { type PanelWidth, WasmKernels } from './wasm-kernels.ts';
import { webAssembly } from './wasm/web-assembly.ts';

/** The two builds of src/kernels, dist/kernels-simd.wasm and dist/kernels-relaxed.wasm. */
export interface KernelBuilds {
  readonly simd: Uint8Array;
  readonly relaxed: Uint8Array;
  /** The width of packed panels that is fastest here, where that was timed. */
  readonly panel?: PanelWidth | undefined;
}

/**
 * The fastest kernels that this machine can run, from `prefer` downwards: relaxed-simd, simd, reference. Relaxed SIMD
 * fuses multiply and add where the processor can, so its last bits differ between machines; a caller that needs the
 * same numbers everywhere prefers 'simd'.
 */
export function selectKernels(builds: KernelBuilds, prefer: Kernels['name'] = 'relaxed-simd'): Kernels {
  if (prefer === 'relaxed-simd' && webAssembly.validate(builds.relaxed)) {
    return new WasmKernels(builds.relaxed, { name: 'relaxed-simd', panel: builds.panel });
  }
  if (prefer !== 'reference' && webAssembly.validate(builds.simd)) {
    return new WasmKernels(builds.simd, { name: 'simd', panel: builds.panel });
  }
  return new ReferenceKernels('float32');
}
