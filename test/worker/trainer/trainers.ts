import { afterEach } from 'vitest';
import type { TrainerContract } from '../../../src/protocol/trainer-contract.ts';
import { startWorker } from '../start-worker.ts';

/** Starts trainers' threads in a suite. The threads of a test end with it. */
export function trainers(): () => ReturnType<typeof startWorker<TrainerContract>> {
  const threads: ReturnType<typeof startWorker<TrainerContract>>[] = [];
  afterEach(async () => {
    await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
  });
  return () => {
    const thread = startWorker<TrainerContract>('trainer');
    threads.push(thread);
    return thread;
  };
}
