import { decodeMemory, encodeMemory, type StoredMemory } from '../../core/memory/memory-file.ts';
import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type { Platform } from '../platform.ts';
import { openStored, type StoredFile } from '../stored-file.ts';
import { Turns } from '../turns.ts';

/** Milliseconds from the last small change until the memory is stored. What is not stored is read at the next start. */
const STORE_AFTER = 20_000;

/** Keeps a memory on the disk. */
export class MemoryKeeper {
  readonly #platform: Platform;
  readonly #memory: () => WorkspaceMemory | undefined;
  readonly #report: (failure: Failure) => void;
  readonly #writes = new Turns();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;
  /** Where to store it; undefined keeps it only as long as the thread lives. */
  path: string | undefined;

  /**
   * @param memory - returns what to store
   * @param report - called when it could not be stored
   */
  constructor(
    platform: Platform,
    memory: () => WorkspaceMemory | undefined,
    report: (failure: Failure) => void,
  ) {
    this.#platform = platform;
    this.#memory = memory;
    this.#report = report;
  }

  /** Reads a stored memory, which is stored at the same path from now on. */
  open(path: string): Promise<Outcome<StoredFile<StoredMemory>>> {
    this.path = path;
    return openStored(path, memoryIn, this.#platform);
  }

  store(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#writes.take(async () => {
      const memory = this.#memory();
      if (this.#isDisposed || this.path === undefined || !memory) return;
      const stored = await this.#platform.files.writeWhole(this.path, encodeMemory(memory));
      if (!stored.ok) this.#report(stored.failure);
    });
  }

  /** Stores it after a while without another change. */
  storeSoon(): void {
    clearTimeout(this.#timer);
    if (this.#isDisposed) return;
    this.#timer = setTimeout(() => void this.store(), STORE_AFTER);
  }

  /** Stores nothing from now on. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }
}

function memoryIn(bytes: Uint8Array): Outcome<StoredMemory> {
  const decoded = decodeMemory(bytes);
  return decoded.ok ? succeeded(decoded.memory) : decoded;
}
