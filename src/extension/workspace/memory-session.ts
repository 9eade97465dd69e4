import type { PathDigests } from '../../core/text/path-digests.ts';
import type { PresetName } from '../../core/training/training-options.ts';
import type { ChangedFiles, Remembered } from '../../protocol/predictor-contract.ts';
import type { FileReference, SavedFile } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import type { FileMemory } from '../suggestions/file-memory.ts';

/** With more than this, files are no longer known to be ignored, and are looked at again when they change. */
const MOST_IGNORED = 20_000;

/** What a memory session needs of the editor and the runtime. */
interface MemoryHost {
  readonly memory: Pick<
    FileMemory,
    'recall' | 'remember' | 'rememberSaved' | 'rememberChanged' | 'forget' | 'erase'
  >;
  /** Lists every file to learn from. When the signal is aborted, it ends early with what it has found. */
  listFiles(signal: AbortSignal): Promise<readonly FileReference[]>;
  settings(): {
    readonly auto: boolean;
    readonly preset: PresetName;
    /** As in `RememberParams`. */
    readonly allowedSecrets: readonly string[];
  };
  /** Where the memory is stored; undefined if it only lives as long as the window. */
  readonly memoryPath: string | undefined;
  isStored(): Promise<boolean>;
  /** What the user excludes now, and what it was at the last listing; undefined before the first. */
  readonly exclusion: {
    now(): string;
    last(): string | undefined;
    keep(exclusion: string): void;
  };
  /** Called with what is gone and, after a listing, with what may no longer be learned from. */
  found(gone: PathDigests, barred?: PathDigests): Promise<void>;
  readonly log: Log;
}

/** Files, and lines of a file, that the log names. */
const MOST_SAID = 50;

/**
 * Decides when a window remembers the files of its workspace: first what was stored, which can be used at once, then
 * what has changed since. The predictor's thread reads the files and holds the memory.
 */
export class MemorySession {
  readonly #host: MemoryHost;
  readonly #end = new AbortController();
  /** Until then, as in Restricted Mode, nothing is read. */
  #hasBegun = false;
  /** As in `Remembered`. */
  #ignored = new Set<string>();
  #updating: Promise<void> | undefined;
  /** What the log has said of secrets last. */
  #said = '';
  /** How often everything was erased: what was listed before counts no more. */
  #erasures = 0;
  /** Whether another update was asked for during an update: the files listed so far may be out of date. */
  #isOutdated = false;

  constructor(host: MemoryHost) {
    this.#host = host;
  }

  /** Recalls what was stored and, if the user lets Tacit learn automatically, brings it up to date. */
  async begin(): Promise<void> {
    const { memory, memoryPath, log } = this.#host;
    this.#hasBegun = true;
    if (memoryPath !== undefined && (await this.#host.isStored())) {
      const recalled = await memory.recall(memoryPath);
      if (!recalled.ok) log.warn(`The stored memory cannot be used: ${recalled.failure.message}`);
      else if (recalled.value !== undefined) log.info(`Recalled ${recalled.value.files} files.`);
    }
    await this.refresh();
  }

  /** Called when the workspace may have changed: updates the memory, if the user lets Tacit learn automatically. */
  async refresh(): Promise<void> {
    if (this.#learnsAutomatically) await this.update();
  }

  /** Makes the memory hold the files that the workspace has now. Resolves when that is done. */
  update(): Promise<void> {
    if (this.#end.signal.aborted) return Promise.resolve();
    this.#isOutdated = true;
    this.#updating ??= this.#update().finally(() => (this.#updating = undefined));
    return this.#updating;
  }

  /** Remembers a file that was saved, if the user lets Tacit learn automatically. */
  async saved(saved: SavedFile): Promise<void> {
    if (!this.#learnsAutomatically) return;
    const outcome = await this.#host.memory.rememberSaved(saved);
    if (!outcome.ok) this.#host.log.debug(`${saved.path} was not remembered: ${outcome.failure.message}`);
    // Nothing has been remembered here yet. This may be the first file.
    else if (outcome.value === undefined) await this.update();
  }

  /** Remembers what another program has made or changed, if the user lets Tacit learn automatically. */
  async changed(changed: ChangedFiles): Promise<void> {
    if (!this.#learnsAutomatically) return;
    const outcome = await this.#host.memory.rememberChanged(changed);
    if (!outcome.ok) {
      this.#host.log.warn(`Changed files were not remembered: ${outcome.failure.message}`);
      return;
    }
    const { memory, ignored } = outcome.value;
    // Folders stay, since they are few. Programs make single files under ever new names.
    if (this.#ignored.size > MOST_IGNORED)
      this.#ignored = new Set([...this.#ignored].filter((path) => path.endsWith('/')));
    for (const path of ignored) this.#ignored.add(path);
    if (memory === undefined) await this.update();
  }

  /** Whether `.gitignore` files are known to ignore this file or folder. */
  isIgnored(path: string): boolean {
    if (this.#ignored.size === 0) return false;
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (this.#ignored.has(path.slice(0, end + 1))) return true;
    }
    return this.#ignored.has(path) || this.#ignored.has(`${path}/`);
  }

  /** Forgets deleted files and folders, given by their paths as in `SourceFile.path`. */
  async deleted(paths: readonly string[]): Promise<void> {
    const outcome = await this.#host.memory.forget(paths);
    if (outcome.ok) await this.#host.found(outcome.value.gone);
    else this.#host.log.warn(`Deleted files are still remembered: ${outcome.failure.message}`);
  }

  /** Forgets everything. Nothing is read until the next `begin`. */
  async erase(): Promise<void> {
    this.#hasBegun = false;
    this.#erasures++;
    this.#ignored.clear();
    await this.#host.memory.erase();
  }

  dispose(): void {
    this.#end.abort();
  }

  get #learnsAutomatically(): boolean {
    return this.#hasBegun && this.#host.settings().auto;
  }

  async #update(): Promise<void> {
    const { log, memoryPath, exclusion } = this.#host;
    const erasures = this.#erasures;
    while (this.#isOutdated) {
      this.#isOutdated = false;
      const excluded = exclusion.now();
      const files = await this.#list();
      if (files === undefined || erasures !== this.#erasures) return;
      const { preset, allowedSecrets } = this.#host.settings();
      const last = exclusion.last();
      const excludes = last !== undefined && last !== excluded;
      const wanted = { files, preset, memoryPath, allowedSecrets, excludes };
      const outcome = await this.#host.memory.remember(wanted);
      if (outcome.ok) {
        const { memory, changed, forgotten, ignored, gone, barred, milliseconds } = outcome.value;
        exclusion.keep(excluded);
        await this.#host.found(gone, barred);
        this.#ignored = new Set(ignored);
        log.info(
          `Remembers ${memory.files} files, ${memory.characters} characters in ${memory.bytes} bytes: ` +
            `${changed} new or changed and ${forgotten} forgotten in ${Math.round(milliseconds)} ms.`,
        );
        this.#saySecrets(outcome.value);
      } else {
        log.warn(`The files were not remembered: ${outcome.failure.message}`);
      }
    }
  }

  /** Says in which lines secrets are masked, once, and never what they are. */
  #saySecrets({ masked, unusable }: Remembered): void {
    const lines = masked
      .slice(0, MOST_SAID)
      .map(
        (each) => `Secrets are masked in ${each.path}, lines ${each.lines.slice(0, MOST_SAID).join(', ')}.`,
      );
    if (masked.length > MOST_SAID) lines.push(`And in ${masked.length - MOST_SAID} other files.`);
    const said = [...lines, ...unusable].join('\n');
    if (said === this.#said) return;
    this.#said = said;
    for (const line of lines) this.#host.log.info(line);
    if (unusable.length > 0)
      this.#host.log.warn(
        `${unusable.length} texts in tacit.secrets.allow have no effect: each needs at least 4 characters ` +
          'besides asterisks, and at most 200.',
      );
  }

  /** Resolves to undefined if the editor cannot list the files, or if the window closes. */
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
