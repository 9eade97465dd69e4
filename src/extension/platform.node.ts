import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { appendFile, copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Contract } from '../protocol/contract.ts';
import type { Platform, Role, StartedThread } from './platform.ts';
import { readSmallFile } from './small-file.node.ts';
import { acquireTrainingLock, isCode } from './training/training-lock.ts';

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
    lastWritten,
    copyNew,
    remove: (file) => rm(file, { force: true }).catch(() => undefined),
    removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
    join,
    digest: (text) => digest(text, 32),
    append: async (file, text) => {
      await mkdir(dirname(file), { recursive: true });
      await appendFile(file, text);
    },
    readText,
    replace: (file, text) =>
      putInPlace(file, (temporary) => writeFile(temporary, text, { flag: 'wx', mode: 0o600 })),
    rename,
  };
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

async function lastWritten(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}

async function copyNew(from: string, to: string): Promise<void> {
  const source = await stat(from).catch(() => undefined);
  if ((await lastWritten(to)) !== undefined || source?.isFile() !== true) return;
  try {
    await putInPlace(to, (temporary) => copyFile(from, temporary, constants.COPYFILE_EXCL));
  } catch {
    // What was learned before is lost for this workspace, which learns it again.
  }
}

/** In bytes. Twice what the statistics take at most; what is longer is cut off, so that it counts as damaged. */
const MOST_TEXT = 4_000_000;

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readSmallFile(file, MOST_TEXT);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Writes a file under a temporary name, syncs and renames it, so that nobody sees a part of it. Makes its folder. The
 * predictor's thread knows such names, and removes what a killed process has left.
 *
 * @param write - makes the temporary file, and fails if there is one
 */
async function putInPlace(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const writer = `${digest(hostname(), 8)}-${process.pid}-${randomBytes(8).toString('hex')}`;
  const temporary = `${file}.${writer}.tmp`;
  try {
    const made = await mkdir(dirname(file), { recursive: true });
    await write(temporary);
    const written = await open(temporary, 'r+');
    await Promise.all([written.chmod(0o600), written.sync()]).finally(() => written.close());
    await rename(temporary, file);
    await syncFolder(dirname(file), made);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** As in the worker's file system: makes a rename survive a power cut, and the folders that were made for it. */
async function syncFolder(path: string, made: string | undefined): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
  if (made !== undefined && path.length >= made.length) await syncFolder(dirname(path), made);
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
