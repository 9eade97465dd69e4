import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { selectKernels } from '../backend/select-kernels.ts';
import type { Kernels } from '../core/tensor/kernels.ts';
import { nodeFiles } from './file-system.node.ts';
import type { Platform } from './platform.ts';
import type { ReplicaThread, ReplicaWork } from './replicas/replica-team.ts';
import type { WorkerData } from './worker-data.ts';

/**
 * Node's platform, on any thread. `prefer`: as for `selectKernels`. `worker`: the workers' bundle, to start replicas.
 */
export function nodePlatform(
  kernels: WorkerData['kernels'],
  prefer?: Kernels['name'],
  worker?: URL,
): Platform {
  return {
    createKernels: () => selectKernels(kernels, prefer),
    startReplica:
      worker === undefined || typeof SharedArrayBuffer === 'undefined'
        ? undefined
        : (work) => startReplica(worker, kernels, work),
    files: nodeFiles,
    now: () => performance.now(),
    date: () => new Date(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

function startReplica(worker: URL, kernels: WorkerData['kernels'], work: ReplicaWork): ReplicaThread {
  const workerData: WorkerData = { role: 'replica', kernels, work };
  const thread = new Worker(worker, {
    workerData,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  // The thread that waits for this one gives up in time. An error that nothing listens to would end the whole process.
  thread.on('error', () => undefined);
  thread.unref();
  return {
    terminate() {
      void thread.terminate();
    },
  };
}
