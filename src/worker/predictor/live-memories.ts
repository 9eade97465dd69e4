import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import type { BoundedWork } from '../../core/base/bounded-work.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { drive } from '../drive.ts';
import type { Platform } from '../platform.ts';
import { TouchedPaths } from './touched-paths.ts';

/** Milliseconds between two notices about a memory that grows. */
const NOTICE_EVERY = 250;

/**
 * The memory that serves, and those that are being built to replace it. Each is told at once of what is saved and
 * deleted, even while it is being filled, and older texts that are still being read do not undo that.
 */
export class LiveMemories {
  readonly #platform: Platform;
  readonly #grows: (memory: WorkspaceMemory) => void;
  readonly #memories = new Set<WorkspaceMemory>();
  readonly #touched = new TouchedPaths();
  #isDisposed = false;

  /** @param grows - called now and then for a memory that is being filled */
  constructor(platform: Platform, grows: (memory: WorkspaceMemory) => void) {
    this.#platform = platform;
    this.#grows = grows;
  }

  /**
   * From now on the memory hears of what is saved and deleted. It has missed earlier changes, so it drops their files.
   */
  add(memory: WorkspaceMemory): void {
    if (this.#memories.has(memory)) return;
    for (const { path } of memory.remembered()) if (this.isTouched(path)) memory.delete(path);
    this.#memories.add(memory);
  }

  remove(memory: WorkspaceMemory): void {
    this.#memories.delete(memory);
  }

  /** Called when the files of the workspace have just been listed, which takes account of all earlier changes. */
  listedAnew(): void {
    this.#touched.clear();
  }

  /** Does work that reads files. Until it has ended, it can ask what was touched meanwhile. */
  reading<T>(work: () => Promise<T>): Promise<T> {
    return this.#touched.during(work);
  }

  /** How many times a file was saved or deleted, ever. */
  get touches(): number {
    return this.#touched.count;
  }

  /**
   * Whether a file was saved or deleted since the listing, or since there were so many `touches`. Then the memories
   * know it better than what is being read.
   */
  isTouched(path: string, since = 0): boolean {
    return this.#touched.has(path, since);
  }

  /** Does work on a memory, and lets messages in after each piece. */
  fill(memory: WorkspaceMemory, work: BoundedWork<unknown>): Promise<void> {
    return this.#touched.during(async () => {
      await drive(this.#noticed(memory, work), this.#platform);
      // Files of a folder that was deleted meanwhile may have been added since.
      for (const { path } of memory.remembered()) if (this.#touched.isGone(path)) memory.delete(path);
    });
  }

  /** Makes a memory hold these files and no others, apart from touched ones. Counts the files that are new. */
  async holdOnly(
    memory: WorkspaceMemory,
    files: readonly SourceFile[],
  ): Promise<{ changed: number; forgotten: readonly string[] }> {
    const before = memory.remembered();
    const listed = new Set(files.map(({ path }) => path));
    for (const { path } of before) {
      if (listed.has(path) || this.isTouched(path)) continue;
      memory.delete(path);
      await this.#platform.breathe();
    }
    await this.fill(memory, memory.setAll(files.filter(({ path }) => !this.isTouched(path))));
    const known = new Set(before);
    return {
      changed: memory.remembered().filter((file) => !known.has(file)).length,
      forgotten: before.map(({ path }) => path).filter((path) => !memory.has(path)),
    };
  }

  /** Remembers a file as it was saved. `source` is undefined if the file is no longer to be learned from. */
  async save(path: string, source: SourceFile | undefined): Promise<void> {
    this.#touched.saved(path);
    // This also reaches a memory that is added during the loop, whose files may come from one that had the old text.
    for (const memory of this.#memories) {
      if (source && !this.#touched.isGone(path)) await this.fill(memory, memory.setAll([source]));
      else memory.delete(path);
    }
    this.#touched.told();
  }

  /** Forgets files, and all files in folders. */
  delete(paths: readonly string[]): void {
    this.#touched.deleted(paths);
    this.#deleteAll(paths);
  }

  /** Forgets these files, whatever is saved or listed from now on. Earlier ones may be remembered again. */
  withhold(paths: ReadonlySet<string>): void {
    this.#touched.withhold(paths);
    this.#deleteAll(paths);
  }

  #deleteAll(paths: Iterable<string>): void {
    for (const memory of this.#memories) {
      for (const path of paths) memory.delete(path);
      for (const { path } of memory.remembered()) if (this.#touched.isGone(path)) memory.delete(path);
    }
    this.#touched.told();
  }

  /** Gives up what is under way. */
  dispose(): void {
    this.#isDisposed = true;
  }

  *#noticed(memory: WorkspaceMemory, work: BoundedWork<unknown>): BoundedWork<void> {
    let noticed = this.#platform.now();
    while (!this.#isDisposed && work.next().done !== true) {
      if (this.#platform.now() - noticed >= NOTICE_EVERY) {
        noticed = this.#platform.now();
        this.#grows(memory);
      }
      yield;
    }
  }
}
