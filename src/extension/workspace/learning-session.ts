import { type Outcome, succeeded } from '../../protocol/failure.ts';
import type { ChangedFiles } from '../../protocol/predictor-contract.ts';
import type { SavedFile } from '../../protocol/trainer-contract.ts';
import type { Activity } from '../api.ts';
import type { TrainingSession } from '../training/training-session.ts';
import type { Erasure } from './erasure.ts';
import type { ForgettingSession } from './forgetting-session.ts';
import type { MemorySession } from './memory-session.ts';

/** What a learning session needs of the editor and of the other sessions. */
interface LearningHost {
  isTrusted(): boolean;
  hasFolder(): boolean;
  activity(): Activity;
  setActivity(activity: Activity): void;
  /** Resolves when nothing has happened in the window for a while, or when the signal is aborted. */
  untilQuiet(signal: AbortSignal): Promise<void>;
  /** Loads the stored model into the predictor, if there is one. */
  serveStoredModel(): Promise<void>;
  readonly memory: Pick<
    MemorySession,
    'begin' | 'refresh' | 'update' | 'saved' | 'isIgnored' | 'changed' | 'deleted' | 'erase' | 'dispose'
  >;
  readonly erasure: Pick<Erasure, 'isErased' | 'end' | 'perform'>;
  readonly forgetting: Pick<ForgettingSession, 'obey'>;
  readonly training: Pick<
    TrainingSession,
    'begin' | 'startOver' | 'train' | 'learn' | 'filesChanged' | 'shareChanged' | 'erase' | 'dispose'
  >;
}

/**
 * Decides when a window learns from the workspace, by memory and by training: at the start, when the workspace or a
 * setting changes, when a file is saved, and when the user asks. It only learns in a trusted workspace with a folder.
 */
export class LearningSession {
  readonly #host: LearningHost;
  readonly #end = new AbortController();
  #start: NodeJS.Timeout | undefined;

  constructor(host: LearningHost) {
    this.#host = host;
  }

  /** Begins when the caller has returned, because the editor waits for the activation of an extension. */
  beginSoon(): void {
    this.#start = setTimeout(() => void this.begin(), 0);
  }

  /** Called at the start of the window, and when the user trusts the workspace. */
  async begin(): Promise<void> {
    const { memory, training } = this.#host;
    if (!this.#host.isTrusted()) {
      this.#host.setActivity('restricted');
    } else if (!this.#host.hasFolder()) {
      this.#host.setActivity('no-folder');
    } else if (this.#host.erasure.isErased) {
      this.#host.setActivity('erased');
    } else {
      this.#host.setActivity('starting');
      await this.#host.serveStoredModel();
      // Remembering takes about a second, mostly on another thread, so it does not need to wait for quiet.
      await Promise.all([memory.begin(), this.#host.untilQuiet(this.#end.signal)]);
      if (!this.#end.signal.aborted && this.#mayLearn) await training.begin();
    }
  }

  /** @param areAdded - whether there are folders that were not in the workspace before */
  foldersChanged(areAdded: boolean): void {
    if (this.#host.activity() === 'no-folder') {
      void this.begin();
    } else if (this.#mayLearn) {
      void this.#host.memory.refresh();
      if (areAdded) void this.#host.training.startOver();
    }
  }

  /** Called when the user has changed whether Tacit learns automatically. */
  autoChanged(): void {
    if (!this.#mayLearn) return;
    void this.#host.memory.refresh();
    void this.#host.training.begin();
  }

  /** Called when the user excludes other files than before. */
  exclusionChanged(): void {
    if (this.#mayLearn) void this.#host.memory.refresh();
  }

  /** Called when the user comes to this window, perhaps from another one on the same folders. */
  focused(): void {
    if (this.#mayLearn) void this.#host.forgetting.obey();
  }

  /** Called when files may have to be read in other encodings. */
  encodingsChanged(): void {
    if (this.#mayLearn) void this.#host.memory.refresh();
  }

  /** Called when the user has changed which values are no secrets. */
  allowedSecretsChanged(): void {
    if (this.#mayLearn) void this.#host.memory.refresh();
  }

  /** Called when the user has changed how much of a core training may take. */
  shareChanged(): void {
    this.#host.training.shareChanged();
  }

  async saved(file: SavedFile): Promise<void> {
    if (!this.#mayLearn) return;
    await this.#host.forgetting.obey();
    await Promise.all([this.#host.memory.saved(file), this.#host.training.learn(file)]);
    // What is ignored now is forgotten at once.
    if (/(?:^|\/)\.gitignore$/.test(file.path)) await this.#host.memory.refresh();
  }

  /** Whether a change of this file or folder need not be reported. */
  isIgnored(path: string): boolean {
    return this.#host.memory.isIgnored(path);
  }

  /** Learns what another program has made or changed. */
  async changed(changed: ChangedFiles): Promise<void> {
    if (!this.#mayLearn) return;
    await this.#host.forgetting.obey();
    await this.#host.memory.changed(changed);
    await this.#host.training.filesChanged();
  }

  /** Called when very many files have changed, which are not named. */
  async changedThroughout(): Promise<void> {
    if (!this.#mayLearn) return;
    await this.#host.memory.refresh();
    await this.#host.training.filesChanged();
  }

  /** Forgets files and folders, given by their paths as in `SourceFile.path`. */
  async deleted(paths: readonly string[]): Promise<void> {
    await this.#host.memory.deleted(paths);
  }

  /** Learns because the user asks. Resolves when the training has ended, or at once where Tacit may not learn. */
  async train(): Promise<Outcome<unknown>> {
    if (this.#host.activity() === 'erased') {
      await this.#host.erasure.end();
      this.#host.setActivity('idle');
      void this.#host.memory.begin();
    }
    if (!this.#mayLearn) return succeeded(undefined);
    void this.#host.memory.update();
    return this.#host.training.train();
  }

  /**
   * Erases all that Tacit keeps. Nothing is learned here from then on until the user asks.
   *
   * @param others - erases what other parts of the window keep, before the disk is cleared
   */
  async erase(others: () => Promise<unknown>): Promise<void> {
    const { erasure, memory, training } = this.#host;
    this.#host.setActivity('erased');
    // What the trainer has sent before its end must not reach a memory that is erased.
    await training.erase();
    await Promise.all([memory.erase(), others()]);
    await erasure.perform();
    this.#host.setActivity(this.#host.hasFolder() ? 'erased' : 'no-folder');
  }

  /** Ends memory and training. A run under way is stored first, if the editor gives enough time. */
  async dispose(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#start);
    this.#host.memory.dispose();
    await this.#host.training.dispose();
  }

  get #mayLearn(): boolean {
    const activity = this.#host.activity();
    return activity !== 'restricted' && activity !== 'no-folder' && activity !== 'erased';
  }
}
