import { readFileSync } from 'node:fs';
import { nodePlatform } from '../src/worker/platform.node.ts';
import type { Platform } from '../src/worker/platform.ts';

/** The workers' platform, on this process's own thread, with the built kernels. `npm run build` must have run. */
export function builtPlatform(): Platform {
  const wasm = (name: string) => new Uint8Array(readFileSync(`dist/kernels-${name}.wasm`));
  return nodePlatform({ simd: wasm('simd'), relaxed: wasm('relaxed') });
}
