import { performance } from 'node:perf_hooks';
import { selectKernels } from '../backend/select-kernels.ts';
import type { Kernels } from '../core/tensor/kernels.ts';
import { nodeFiles } from './file-system.node.ts';
import type { Platform } from './platform.ts';
import type { WorkerData } from './worker-data.ts';

/** Node's platform, on whatever thread it is made; `prefer` as in `selectKernels`. */
export function nodePlatform(kernels: WorkerData['kernels'], prefer?: Kernels['name']): Platform {
  return {
    createKernels: () => selectKernels(kernels, prefer),
    files: nodeFiles,
    now: () => performance.now(),
    date: () => new Date(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}
