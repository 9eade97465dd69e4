import { decodeMemory, encodeMemory, type StoredMemory } from '../../core/memory/memory-file.ts';
import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import { DelayedStore } from '../delayed-store.ts';
import type { Platform } from '../platform.ts';
import { openStored, type StoredFile } from '../stored-file.ts';

/** Milliseconds from the last small change until the memory is stored. What is not stored is read at the next start. */
const STORE_AFTER = 20_000;
/** The same after something was forgotten, which must not stay on the disk. */
const FORGET_AFTER = 5000;

/** Keeps a memory on the disk. */
export class MemoryKeeper {
  readonly #platform: Platform;
  readonly #memory: () => WorkspaceMemory | undefined;
  readonly #store: DelayedStore;

  /**
   * @param memory - returns what to store
   * @param report - called when it could not be stored, as for `DelayedStore`
   */
  constructor(
    platform: Platform,
    memory: () => WorkspaceMemory | undefined,
    report: (failure: Failure) => void,
  ) {
    this.#platform = platform;
    this.#memory = memory;
    const encode = (): Uint8Array | undefined => {
      const current = memory();
      return current && encodeMemory(current);
    };
    this.#store = new DelayedStore(platform, { encode, after: STORE_AFTER, report });
  }

  /** Where to store it; undefined keeps it only as long as the thread lives. */
  set path(path: string | undefined) {
    this.#store.path = path;
  }

  /** Reads a stored memory, which is stored at the same path from now on. */
  open(path: string): Promise<Outcome<StoredFile<StoredMemory>>> {
    this.path = path;
    return openStored(path, memoryIn, this.#platform);
  }

  async store(): Promise<void> {
    await this.#store.store();
  }

  /** Stores it after a while without another change. */
  storeSoon(): void {
    this.#store.storeSoon();
  }

  /** Stores what something was deleted from. What was set aside or left half written may still hold it. */
  forgetSoon(): void {
    void this.purge();
    this.#store.storeSoon(FORGET_AFTER);
  }

  /** Removes what was set aside or left half written. */
  purge(): Promise<void> {
    return this.#store.purge();
  }

  /** As `forgetSoon`, at once. Where nothing is remembered any more, nothing stays on the disk. */
  async forget(): Promise<void> {
    await this.purge();
    if (this.#memory()) await this.store();
    else await this.#store.erase();
  }

  /** Stores at once what waits to be stored. */
  flush(): Promise<unknown> {
    return this.#store.flush();
  }

  /** Stores nothing from now on. */
  dispose(): void {
    this.#store.dispose();
  }
}

function memoryIn(bytes: Uint8Array): Outcome<StoredMemory> {
  const decoded = decodeMemory(bytes);
  return decoded.ok ? succeeded(decoded.memory) : decoded;
}
