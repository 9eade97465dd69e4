import { readFileSync } from 'node:fs';
import type { Kernels } from '../core/tensor/kernels.ts';
import { nodePlatform } from '../worker/platform.node.ts';
import type { Platform } from '../worker/platform.ts';

/** The workers' platform, on this process's own thread, with the kernels next to this bundle. */
export function cliPlatform(prefer?: Kernels['name']): Platform {
  const read = (name: string) => new Uint8Array(readFileSync(new URL(name, import.meta.url)));
  return nodePlatform(
    { simd: read('./kernels-simd.wasm'), relaxed: read('./kernels-relaxed.wasm') },
    prefer,
    new URL('./worker.js', import.meta.url),
  );
}
