import type { PresetName } from '../../core/training/training-options.ts';
import type { FileReference, SavedFile } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import type { FileMemory } from '../suggestions/file-memory.ts';

/** What a memory session needs of the editor and the runtime. */
interface MemoryHost {
  readonly memory: Pick<FileMemory, 'recall' | 'remember' | 'rememberSaved' | 'forget'>;
  /** Every file to learn from; ends early, with what it has, when the signal is given. */
  listFiles(signal: AbortSignal): Promise<readonly FileReference[]>;
  settings(): { readonly auto: boolean; readonly preset: PresetName };
  /** Where the memory is kept; undefined where it lives as long as the window. */
  readonly memoryPath: string | undefined;
  isStored(): Promise<boolean>;
  readonly log: Log;
}

/**
 * When the files of a workspace are remembered, in one window: the stored memory first, which serves at once, then what
 * has changed since. The predictor's thread reads the files and holds the memory; here is only known when.
 */
export class MemorySession {
  readonly #host: MemoryHost;
  readonly #end = new AbortController();
  /** Before, as in Restricted Mode, nothing is read. */
  #hasBegun = false;
  #updating: Promise<void> | undefined;
  /** Asked again while under way: what was listed may be old. */
  #isOutdated = false;

  constructor(host: MemoryHost) {
    this.#host = host;
  }

  /** Recalls what was stored and, if the user lets Tacit learn by itself, brings it up to date. */
  async begin(): Promise<void> {
    const { memory, memoryPath, log } = this.#host;
    this.#hasBegun = true;
    if (memoryPath !== undefined && (await this.#host.isStored())) {
      const recalled = await memory.recall(memoryPath);
      if (!recalled.ok) log.warn(`The stored memory does not serve: ${recalled.failure.message}`);
      else if (recalled.value !== undefined) log.info(`Recalled ${recalled.value.files} files.`);
    }
    await this.refresh();
  }

  /** Brings the memory up to date with a workspace that may have changed, if the user lets Tacit learn by itself. */
  async refresh(): Promise<void> {
    if (this.#learnsAutomatically) await this.update();
  }

  /** Makes the memory hold the files that the workspace has now. Resolves when it does. */
  update(): Promise<void> {
    if (this.#end.signal.aborted) return Promise.resolve();
    this.#isOutdated = true;
    this.#updating ??= this.#update().finally(() => (this.#updating = undefined));
    return this.#updating;
  }

  /** Remembers a file as it was saved, where Tacit learns by itself. */
  async saved(saved: SavedFile): Promise<void> {
    if (!this.#learnsAutomatically) return;
    const outcome = await this.#host.memory.rememberSaved(saved);
    if (!outcome.ok) this.#host.log.debug(`${saved.path} was not remembered: ${outcome.failure.message}`);
    // There was nothing to remember here so far; perhaps this is the first file.
    else if (outcome.value === undefined) await this.update();
  }

  /** Forgets what is gone, files or folders, by their paths as in `SourceFile.path`. */
  async deleted(paths: readonly string[]): Promise<void> {
    const outcome = await this.#host.memory.forget(paths);
    if (!outcome.ok) this.#host.log.warn(`Deleted files are still remembered: ${outcome.failure.message}`);
  }

  dispose(): void {
    this.#end.abort();
  }

  get #learnsAutomatically(): boolean {
    return this.#hasBegun && this.#host.settings().auto;
  }

  async #update(): Promise<void> {
    const { log, memoryPath } = this.#host;
    while (this.#isOutdated) {
      this.#isOutdated = false;
      const files = await this.#list();
      if (files === undefined) return;
      const { preset } = this.#host.settings();
      const outcome = await this.#host.memory.remember({ files, preset, memoryPath });
      if (outcome.ok) {
        const { memory, changed, forgotten, milliseconds } = outcome.value;
        log.info(
          `Remembers ${memory.files} files, ${memory.characters} characters in ${memory.bytes} bytes: ` +
            `${changed} read anew and ${forgotten} forgotten in ${Math.round(milliseconds)} ms.`,
        );
      } else {
        log.warn(`The files were not remembered: ${outcome.failure.message}`);
      }
    }
  }

  /** Undefined where the editor cannot say, or the window closes. */
  async #list(): Promise<readonly FileReference[] | undefined> {
    const { signal } = this.#end;
    try {
      const files = await this.#host.listFiles(signal);
      return signal.aborted ? undefined : files;
    } catch (error) {
      this.#host.log.error(`The editor could not list the files of the workspace: ${String(error)}`);
      return undefined;
    }
  }
}
