import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Contract } from '../protocol/contract.ts';
import type { Platform, Role, StartedThread } from './platform.ts';
import { acquireTrainingLock } from './training/training-lock.ts';

/**
 * Returns Node's threads and files.
 *
 * @param bundles - the folder that holds worker.js and the kernels
 */
export function nodePlatform(bundles: string): Platform {
  return {
    cores: availableParallelism(),
    async startThread<C extends Contract>(role: Role): Promise<StartedThread<C>> {
      const [simd, relaxed] = await Promise.all(
        ['kernels-simd.wasm', 'kernels-relaxed.wasm'].map((name) => readFile(join(bundles, name))),
      );
      return startWorker<C>(join(bundles, 'worker.js'), role, { role, kernels: { simd, relaxed } });
    },
    acquireLock: acquireTrainingLock,
    lastWritten: async (file) => (await stat(file).catch(() => undefined))?.mtimeMs,
    append: async (file, text) => {
      await mkdir(dirname(file), { recursive: true });
      await appendFile(file, text);
    },
  };
}

/**
 * Room for young objects, a quarter of Node's default. Both threads keep large data outside the engine's heap, and with
 * this limit reading a workspace of 4 MB takes 40 MB less.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12 } as const;

function startWorker<C extends Contract>(file: string, role: Role, workerData: unknown): StartedThread<C> {
  // The extension host's own flags, for example for an inspector, are not meant for these threads.
  const worker = new Worker(file, { workerData, name: `tacit-${role}`, execArgv: [], resourceLimits });
  return {
    port: {
      post: (message, transfer = []) => {
        worker.postMessage(message, transfer);
      },
      listen: (listener) => {
        worker.on('message', listener);
      },
    },
    ended: new Promise((resolve) => {
      worker.on('error', (error) => {
        resolve(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
      worker.on('exit', (status) => {
        resolve(`The thread ended with status ${status}.`);
      });
    }),
    terminate: async () => {
      await worker.terminate();
    },
  };
}
