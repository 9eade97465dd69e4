import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Lock } from '../platform.ts';
import { readSmallFile } from '../small-file.node.ts';

/** No more often than once a minute: a window in which nothing happens must not wake the machine. */
const HEARTBEAT_MILLISECONDS = 60_000;
/** A check soon after taking the lock finds out whether another window took it at the same moment. */
const FIRST_LOOK_MILLISECONDS = 2000;
/** A holder without a heartbeat for this long counts as dead. */
const STALE_MILLISECONDS = 150_000;
/** Nobody takes this long to write the file. One that cannot be read is that of a window that was killed meanwhile. */
const WRITING_MILLISECONDS = 10_000;
/** The clocks of two machines may differ by this much. A heartbeat that is later than that says nothing. */
const SKEW_MILLISECONDS = 150_000;

/** In bytes. */
const LARGEST_LOCK = 4096;

interface Holder {
  readonly token: string;
  readonly host: string;
  readonly process: number;
}

/**
 * Takes the right to train the model in a folder, by a file that only one window can create. A holder that has died
 * leaves the file behind. It counts as dead when its process no longer runs on this machine, or when its heartbeat (the
 * time of the file) is old, or far in the future. If two windows take over from it at the same moment, the one that
 * loses finds out two seconds later.
 */
export async function acquireTrainingLock(folder: string): Promise<Lock | undefined> {
  const file = join(folder, 'training.lock');
  const holder: Holder = { token: randomUUID(), host: hostname(), process: process.pid };
  if (await create(file, holder)) return new TrainingLock(file, holder);
  if (!(await isAbandoned(file))) return undefined;
  await rm(file, { force: true });
  return (await create(file, holder)) ? new TrainingLock(file, holder) : undefined;
}

class TrainingLock implements Lock {
  readonly #file: string;
  readonly #holder: Holder;
  readonly #firstLook: NodeJS.Timeout;
  readonly #heartbeat: NodeJS.Timeout;
  #lost: () => void = () => undefined;

  constructor(file: string, holder: Holder) {
    this.#file = file;
    this.#holder = holder;
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
    const now = new Date();
    // Where the folder was moved or emptied, no other window has taken the lock.
    if ((await this.#isOurs()) || (await create(this.#file, this.#holder).catch(() => true))) {
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
    return (await readHolder(this.#file))?.token === this.#holder.token;
  }
}

async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => undefined);
  if (written?.isFile() !== true) return true;
  const age = Date.now() - written.mtimeMs;
  if (age > STALE_MILLISECONDS || age < -SKEW_MILLISECONDS) return true;
  const holder = await readHolder(file);
  if (holder === undefined) return age > WRITING_MILLISECONDS;
  return holder.host === hostname() && !isRunning(holder.process);
}

/** Resolves to undefined when the file does not exist or is just being written. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readSmallFile(file, LARGEST_LOCK)) as Holder;
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

/** Whether an error of the file system has this code, as in "ENOENT". */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
