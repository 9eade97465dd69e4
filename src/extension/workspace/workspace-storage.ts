import type { Lock, Platform } from '../platform.ts';

/** The lock if nothing is stored: no other window can interfere. */
const windowLock: Lock = { onLost: () => undefined, release: () => Promise.resolve() };

const MODEL = 'workspace.safetensors';
const MEMORY = 'workspace.memory';

/** Folders on the disk. */
export interface StoragePlace {
  readonly folder: string;
  /** Where this window stored before folders were added or removed. What `folder` lacks is copied from there. */
  readonly before: string | undefined;
  /** Where earlier versions stored for this window alone. What is there is moved, since nobody will look there again. */
  readonly outdated: string | undefined;
}

/**
 * Where the workspace's model and memory are stored: never in the user's folders. The threads write the files; this
 * class only knows their paths. Without a disk, model and memory only live as long as the window.
 */
export class WorkspaceStorage {
  readonly #platform: Pick<Platform, 'acquireLock' | 'lastWritten' | 'copyNew' | 'remove' | 'join'>;
  readonly #place: StoragePlace | undefined;
  #taken: Promise<void> | undefined;
  #seen: number | undefined;

  constructor(
    platform: Pick<Platform, 'acquireLock' | 'lastWritten' | 'copyNew' | 'remove' | 'join'>,
    place: StoragePlace | undefined,
  ) {
    this.#platform = platform;
    this.#place = place;
  }

  get modelPath(): string | undefined {
    return this.#pathOf(MODEL);
  }

  get memoryPath(): string | undefined {
    return this.#pathOf(MEMORY);
  }

  async hasMemory(): Promise<boolean> {
    await this.#takeOver();
    const path = this.memoryPath;
    return path !== undefined && (await this.#platform.lastWritten(path)) !== undefined;
  }

  /** Resolves to undefined while another window holds the lock. */
  async acquireLock(): Promise<Lock | undefined> {
    if (this.#place === undefined) return windowLock;
    await this.#takeOver();
    return this.#platform.acquireLock(this.#place.folder);
  }

  /** Resolves to the path of the stored model, or to undefined if none was written since the last call. */
  async newModel(): Promise<string | undefined> {
    await this.#takeOver();
    const path = this.modelPath;
    const written = path === undefined ? undefined : await this.#platform.lastWritten(path);
    if (written === undefined || written === this.#seen) return undefined;
    this.#seen = written;
    return path;
  }

  #pathOf(name: string): string | undefined {
    return this.#place && this.#platform.join(this.#place.folder, name);
  }

  /** Takes over, once, what was stored elsewhere. */
  #takeOver(): Promise<void> {
    return (this.#taken ??= this.#takeOverFrom(this.#place));
  }

  async #takeOverFrom(place: StoragePlace | undefined): Promise<void> {
    if (place === undefined) return;
    const platform = this.#platform;
    const { folder, before, outdated } = place;
    for (const name of [MODEL, MEMORY]) {
      const to = platform.join(folder, name);
      if (before !== undefined) await platform.copyNew(platform.join(before, name), to);
      if (outdated === undefined) continue;
      await platform.copyNew(platform.join(outdated, name), to);
      if ((await platform.lastWritten(to)) !== undefined)
        await platform.remove(platform.join(outdated, name));
    }
  }
}
