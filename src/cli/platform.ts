import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { selectKernels } from '../backend/select-kernels.ts';
import type { Kernels } from '../core/tensor/kernels.ts';
import { nodeFiles } from '../worker/file-system.node.ts';
import type { Platform } from '../worker/platform.ts';
import type { WorkerData } from '../worker/worker-data.ts';

/** The two builds of the kernels, which lie beside this bundle. */
function readKernels(): WorkerData['kernels'] {
  const read = (name: string) => new Uint8Array(readFileSync(new URL(name, import.meta.url)));
  return { simd: read('./kernels-simd.wasm'), relaxed: read('./kernels-relaxed.wasm') };
}

/** The workers' platform on this process's own thread; `prefer` as in `selectKernels`. */
export function nodePlatform(prefer?: Kernels['name']): Platform {
  const kernels = readKernels();
  return {
    createKernels: () => selectKernels(kernels, prefer),
    files: nodeFiles,
    now: () => performance.now(),
    date: () => new Date(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
