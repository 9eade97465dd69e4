import { readFileSync } from 'node:fs';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Caller } from '../../src/protocol/caller.ts';
import type { Contract } from '../../src/protocol/contract.ts';
import type { Outcome } from '../../src/protocol/failure.ts';
import type { WorkerData } from '../../src/worker/worker-data.ts';

const dist = new URL('../../dist/', import.meta.url);

/** The built bundle in a real thread. `npm run build` must have run. */
export function startWorker<C extends Contract>(
  role: WorkerData['role'],
  options: Pick<WorkerOptions, 'execArgv'> = {},
): { caller: Caller<C>; worker: Worker } {
  const read = (name: string) => new Uint8Array(readFileSync(new URL(name, dist)));
  const workerData: WorkerData = {
    role,
    kernels: { simd: read('kernels-simd.wasm'), relaxed: read('kernels-relaxed.wasm') },
  };
  // As in the editor: src/extension/platform.node.ts.
  const resourceLimits = { maxYoungGenerationSizeMb: 12 };
  const worker = new Worker(new URL('worker.js', dist), { workerData, resourceLimits, ...options });
  const caller = new Caller<C>({
    post: (message, transfer = []) => {
      worker.postMessage(message, [...transfer]);
    },
    listen: (listener) => worker.on('message', listener),
  });
  worker.on('exit', () => {
    caller.end();
  });
  return { caller, worker };
}

/** The value of an outcome that should be one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}
