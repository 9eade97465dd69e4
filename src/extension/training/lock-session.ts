import type { Log } from '../log.ts';
import type { Lock } from '../platform.ts';
import { wait } from '../threads/wait.ts';

/** Milliseconds between two attempts to take the lock while another window holds it. */
const LOOK_MILLISECONDS = 60_000;

/** What a lock session needs of the training session. */
interface LockHost {
  /** Resolves to undefined when another window holds the lock. */
  acquireLock(): Promise<Lock | undefined>;
  readonly log: Log;
  /** Called when another window has taken the lock, because this one seemed dead. */
  lockLost(): void;
  /** Called when it is time to check what the other window has stored, and whether it still holds the lock. */
  lookAgain(): Promise<void>;
}

export type LockOutcome =
  | 'held'
  | 'elsewhere' // another window holds the lock
  | 'unavailable'; // the lock file cannot be written, so no window can hold the lock

/**
 * The lock on a workspace's model, from one window's side. The first window that wants to train takes the lock and
 * keeps it until it closes. The others look on, and try again every minute.
 */
export class LockSession {
  readonly #host: LockHost;
  readonly #end = new AbortController();
  #lock: Lock | undefined;
  #isLookingOn = false;

  constructor(host: LockHost) {
    this.#host = host;
  }

  /** Takes the lock, unless this window already holds it. */
  async acquire(): Promise<LockOutcome> {
    if (this.#lock !== undefined) return 'held';
    try {
      this.#lock = await this.#host.acquireLock();
    } catch (error) {
      this.#host.log.warn(`The lock file next to the model could not be written: ${String(error)}`);
      return 'unavailable';
    }
    this.#lock?.onLost(() => {
      this.#host.log.warn('Another window has taken over learning in this workspace.');
      this.#lock = undefined;
      this.#host.lockLost();
    });
    return this.#lock === undefined ? 'elsewhere' : 'held';
  }

  /** Looks again after a minute, unless this session is disposed before. */
  async lookOn(): Promise<void> {
    if (this.#isLookingOn) return;
    this.#isLookingOn = true;
    await wait(LOOK_MILLISECONDS, this.#end.signal);
    this.#isLookingOn = false;
    if (!this.#end.signal.aborted) await this.#host.lookAgain();
  }

  /** Lets other windows take the lock. It leaves no file. */
  async release(): Promise<void> {
    await this.#lock?.release();
    this.#lock = undefined;
  }

  /** Stops looking on, and releases the lock if this window holds it. */
  async dispose(): Promise<void> {
    this.#end.abort();
    await this.#lock?.release();
  }
}
