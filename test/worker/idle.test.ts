import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import { javaScriptThreads, tasks } from './javascript-threads.ts';
import { smallWorkspace } from './small-workspace.ts';
import { startWorker, valueOf } from './start-worker.ts';

const watchedSeconds = 10;
/** For a while, V8 tidies its heap every eight seconds or so. */
const fewWakes = 5;

/** How often these threads were switched to another one. */
function wakes(threads: readonly string[]): number {
  const counts = threads.map((thread) => {
    const status = readFileSync(`${tasks}/${thread}/status`, 'utf8');
    return [...status.matchAll(/voluntary_ctxt_switches:\s*(\d+)/g)].map(([, count]) => Number(count));
  });
  return counts.flat().reduce((sum, count) => sum + count, 0);
}

it.runIf(process.platform === 'linux')(
  'a thread that remembers its workspace and is asked nothing sleeps',
  async () => {
    const others = new Set(javaScriptThreads());
    const { caller, worker } = startWorker<PredictorContract>('predictor');
    try {
      const { files } = smallWorkspace();
      valueOf(await caller.call('remember', { files, preset: 'fast', memoryPath: undefined }));
      const threads = javaScriptThreads().filter((thread) => !others.has(thread));
      expect(threads).toHaveLength(1);
      await delay(3000); // After remembering, garbage is collected.
      const before = wakes(threads);
      expect(before).toBeGreaterThan(fewWakes);
      await delay(1000 * watchedSeconds);
      expect(wakes(threads) - before).toBeLessThanOrEqual(fewWakes);
    } finally {
      await worker.terminate();
    }
  },
);
