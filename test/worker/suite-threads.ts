import { afterEach } from 'vitest';
import type { Contract } from '../../src/protocol/contract.ts';
import type { WorkerData } from '../../src/worker/worker-data.ts';
import { startWorker } from './start-worker.ts';

/** Starts threads of one kind in a suite. The threads of a test end with it. */
export function suiteThreads<C extends Contract>(
  role: WorkerData['role'],
): () => ReturnType<typeof startWorker<C>> {
  const threads: ReturnType<typeof startWorker<C>>[] = [];
  afterEach(async () => {
    await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
  });
  return () => {
    const thread = startWorker<C>(role);
    threads.push(thread);
    return thread;
  };
}
