import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Lock } from '../platform.ts';

/** No more than one a minute: a window in which nothing happens must not wake the machine. */
const HEARTBEAT_MILLISECONDS = 60_000;
/** After taking the lock: another window that took it at the same moment is found out soon. */
const FIRST_LOOK_MILLISECONDS = 2000;
/** Without a heartbeat for so long the holder is taken for dead. */
const STALE_MILLISECONDS = 150_000;

interface Holder {
  readonly token: string;
  readonly host: string;
  readonly process: number;
}

/**
 * Takes the right to train into a folder: a file that only one window can create. A holder that died leaves the file
 * behind; it counts as dead when its process is gone from this machine or its heartbeat (the time of the file) is
 * old. Two windows that take over at the same moment find out two seconds later, and the loser stands back.
 */
export async function acquireTrainingLock(folder: string): Promise<Lock | undefined> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'training.lock');
  const holder: Holder = { token: randomUUID(), host: hostname(), process: process.pid };
  if (await create(file, holder)) return new TrainingLock(file, holder.token);
  if (!(await isAbandoned(file))) return undefined;
  await rm(file, { force: true });
  return (await create(file, holder)) ? new TrainingLock(file, holder.token) : undefined;
}

class TrainingLock implements Lock {
  readonly #file: string;
  readonly #token: string;
  readonly #firstLook: NodeJS.Timeout;
  readonly #heartbeat: NodeJS.Timeout;
  #lost: () => void = () => undefined;

  constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
    this.#firstLook = setTimeout(() => void this.#beat(), FIRST_LOOK_MILLISECONDS);
    this.#firstLook.unref();
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MILLISECONDS);
    this.#heartbeat.unref();
  }

  onLost(listener: () => void): void {
    this.#lost = listener;
  }

  async release(): Promise<void> {
    this.#stopLooking();
    if (await this.#isOurs()) await rm(this.#file, { force: true });
  }

  async #beat(): Promise<void> {
    if (await this.#isOurs()) {
      const now = new Date();
      await utimes(this.#file, now, now).catch(() => undefined);
    } else {
      this.#stopLooking();
      this.#lost();
    }
  }

  #stopLooking(): void {
    clearTimeout(this.#firstLook);
    clearInterval(this.#heartbeat);
  }

  async #isOurs(): Promise<boolean> {
    return (await readHolder(this.#file))?.token === this.#token;
  }
}

async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => undefined);
  if (written === undefined) return true;
  if (Date.now() - written.mtimeMs > STALE_MILLISECONDS) return true;
  const holder = await readHolder(file);
  return holder?.host === hostname() && !isRunning(holder.process);
}

/** Undefined when the file is gone or is being written at this moment. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
