import type { Kernels } from '../core/tensor/kernels.ts';
import { ReferenceKernels } from './reference-kernels.ts';
import { WasmKernels } from './wasm-kernels.ts';
import type { PanelWidth } from './wasm/instance.ts';
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
export function selectKernels(builds: KernelBuilds, prefer?: Kernels['name']): Kernels {
  const name = runnableKernels(builds, prefer);
  if (name === 'reference') return new ReferenceKernels('float32');
  return new WasmKernels(buildOf(builds, name), { name, panel: builds.panel });
}

/** Which `selectKernels` would give. */
export function runnableKernels(
  builds: KernelBuilds,
  prefer: Kernels['name'] = 'relaxed-simd',
): Kernels['name'] {
  if (prefer === 'relaxed-simd' && webAssembly.validate(builds.relaxed)) return 'relaxed-simd';
  if (prefer !== 'reference' && webAssembly.validate(builds.simd)) return 'simd';
  return 'reference';
}

export function buildOf({ simd, relaxed }: KernelBuilds, name: 'simd' | 'relaxed-simd'): Uint8Array {
  return name === 'simd' ? simd : relaxed;
}
