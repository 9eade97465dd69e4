import { succeeded, type Failure, type Outcome } from '../protocol/failure.ts';
import { expectedFailure } from './expected-failure.ts';
import type { Platform } from './platform.ts';
import { Turns } from './turns.ts';

/** Milliseconds after which it is stored even if changes go on. A killed process loses no more. */
const LONGEST = 30_000;

/** What is stored, and when. */
interface StoreOptions {
  /** Returns the bytes of the file; undefined if there is nothing to store. */
  readonly encode: () => Uint8Array | undefined;
  /** Milliseconds from the last change until it is stored. From the first change on, it takes at most twice as long. */
  readonly after: number;
  /** Called when it could not be stored, but not again as long as it fails in the same way. */
  readonly report: (failure: Failure) => void;
}

/** A file of ours that follows what changes often: it is written a while after the last change, or at once. */
export class DelayedStore {
  readonly #platform: Pick<Platform, 'files' | 'now'>;
  readonly #options: StoreOptions;
  readonly #writes = new Turns();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When what has changed is stored at the latest, however many changes follow. */
  #latest = Infinity;
  #isDisposed = false;
  /** Where to store it; undefined keeps it only as long as the thread lives. */
  path: string | undefined;
  #problem: Failure | undefined;

  constructor(platform: Pick<Platform, 'files' | 'now'>, options: StoreOptions) {
    this.#platform = platform;
    this.#options = options;
  }

  /** Why it could not be stored the last time; undefined where it was. */
  get problem(): Failure | undefined {
    return this.#problem;
  }

  store(): Promise<Outcome<null>> {
    this.#cancel();
    return this.#writes.take(async () => {
      const stored = await this.#write();
      const before = this.#problem;
      this.#problem = stored.ok ? undefined : stored.failure;
      if (this.#problem && this.#problem.code !== before?.code) this.#options.report(this.#problem);
      if (this.path !== undefined) await this.#platform.files.removeLeftovers(this.path);
      return stored;
    });
  }

  /** Stores at once what waits to be stored. */
  async flush(): Promise<Outcome<null>> {
    return this.#timer === undefined ? succeeded(null) : this.store();
  }

  /** Removes what else may hold older contents: what was set aside, and what was left half written. */
  purge(): Promise<void> {
    return this.#writes.take(() => this.#purge());
  }

  /** Removes the file and all that is left of it. */
  erase(): Promise<void> {
    this.#cancel();
    return this.#writes.take(async () => {
      if (this.path !== undefined) await this.#platform.files.remove(this.path);
      await this.#purge();
    });
  }

  /**
   * Stores it after a while without another change, or when changes have gone on for long.
   *
   * @param after - milliseconds, where it is more urgent than usual
   */
  storeSoon(after = this.#options.after): void {
    clearTimeout(this.#timer);
    if (this.#isDisposed) return;
    const now = this.#platform.now();
    this.#latest = Math.min(this.#latest, now + Math.min(2 * after, LONGEST));
    this.#timer = setTimeout(() => void this.store(), Math.max(0, Math.min(after, this.#latest - now)));
  }

  /** Stores nothing from now on. */
  dispose(): void {
    this.#isDisposed = true;
    this.#cancel();
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = Infinity;
  }

  async #purge(): Promise<void> {
    if (this.path !== undefined) await this.#platform.files.purge(this.path);
  }

  async #write(): Promise<Outcome<null>> {
    if (this.#isDisposed || this.path === undefined) return succeeded(null);
    try {
      const bytes = this.#options.encode();
      return bytes ? await this.#platform.files.writeWhole(this.path, bytes) : succeeded(null);
    } catch (error) {
      const failure = expectedFailure(error);
      if (!failure) throw error;
      return { ok: false, failure };
    }
  }
}
