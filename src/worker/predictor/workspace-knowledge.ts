import type { StoredMemory } from '../../core/memory/memory-file.ts';
import { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../core/mixing/mixing-weights.ts';
import { allowing, canAllow, nothingAllowed } from '../../core/text/secrets/allowed-secrets.ts';
import { maskedLines } from '../../core/text/secrets/mask-secrets.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type {
  ChangedFiles,
  MemorySummary,
  ModelSource,
  PredictorContract,
  Remembered,
  RememberedChanges,
  RememberParams,
} from '../../protocol/predictor-contract.ts';
import type { Notify } from '../../protocol/server.ts';
import type { FileReference, ModelSummary, SavedFile } from '../../protocol/trainer-contract.ts';
import { CacheTuner } from './cache-tuner.ts';
import { corpusTokenizer, haveSameVocabulary } from './corpus-tokenizer.ts';
import { ignoredRoots } from './ignored-roots.ts';
import { LiveMemories } from './live-memories.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { JudgeKeeper } from './judge-keeper.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import type { Platform } from '../platform.ts';
import { MEMORY_ROOM, type ReadCorpus, readCorpus } from '../read-corpus.ts';
import { decodedFiles } from './decoded-files.ts';
import { savedSource } from '../saved-source.ts';
import { Turns } from '../turns.ts';

/**
 * What is known of a workspace: a memory of its files from the first second on and, once one has been learned, a
 * network. The two have the same vocabulary. When a network with another vocabulary is loaded, it has to wait until the
 * memory is rebuilt in its tokens. Until then the old memory and the old network go on serving.
 */
export class WorkspaceKnowledge {
  readonly #platform: Platform;
  readonly #exchanged: () => void;
  readonly #memories: LiveMemories;
  readonly #keeper: MemoryKeeper;
  readonly #tuner: CacheTuner;
  /** What the mixers have learned. It stays when networks and memories are replaced. */
  readonly #mixing = newMixingWeights();
  readonly judgeKeeper: JudgeKeeper;
  /** Changes of the whole memory, which must not overlap. */
  readonly #changes = new Turns();
  #current: Knowledge | undefined;
  /** The model that was loaded last. It may not serve yet. */
  #model: LoadedModel | undefined;
  #allowedSecrets: readonly string[] = [];
  #isAllowed = nothingAllowed;
  #isDisposed = false;

  /** @param exchanged - called when `current` has become another object */
  constructor(platform: Platform, notify: Notify<PredictorContract>, exchanged: () => void) {
    this.#platform = platform;
    this.judgeKeeper = new JudgeKeeper(platform, (failure) => {
      notify('problem', failure);
    });
    this.#exchanged = exchanged;
    this.#memories = new LiveMemories(platform, (memory) => {
      if (memory === this.#current?.memory) notify('memory', summaryOf(memory));
    });
    this.#tuner = new CacheTuner(platform, () => this.#current);
    this.#keeper = new MemoryKeeper(
      platform,
      () => this.#current?.memory,
      (failure) => {
        notify('problem', failure);
      },
    );
  }

  /** What serves now. It is another object when network or memory are replaced, but not when the memory grows. */
  get current(): Knowledge | undefined {
    return this.#current;
  }

  /** Loads a network. Resolves when this one, or a newer one, serves. */
  async load(source: ModelSource): Promise<Outcome<ModelSummary>> {
    const loaded = await loadModel(source, this.#platform);
    if (!loaded.ok) return loaded;
    const { tokenizer, summary } = (this.#model = loaded.value);
    const memory = this.#current?.memory ?? new WorkspaceMemory(tokenizer);
    if (haveSameVocabulary(memory.tokenizer, tokenizer)) this.#serve(memory);
    else await this.#changes.take(() => this.#serveInTokensOfModel(this.#current?.memory ?? memory));
    this.#tuner.tuneSoon();
    return succeeded(summary);
  }

  /** Serves from a stored memory, even before all of it is restored. Resolves when it is whole. */
  recall(path: string): Promise<Outcome<PredictorContract['calls']['recall']['result']>> {
    return this.#readListed(async () => {
      const opened = await this.#keeper.open(path);
      if (!opened.ok) return opened;
      const { content: stored, problem } = opened.value;
      if (stored) await this.#restore(stored);
      return succeeded({ memory: stored && this.#summary(), problem });
    });
  }

  /** Makes the memory hold these files and no others. What it holds serves meanwhile. */
  remember(params: RememberParams): Promise<Outcome<Remembered>> {
    const { files: listed, preset, memoryPath, allowedSecrets = [] } = params;
    return this.#readListed(async () => {
      const started = this.#platform.now();
      this.#allow(allowedSecrets);
      this.#keeper.path = memoryPath;
      const read = await this.#read(listed);
      if (!read) return failed('cancelled', 'Cancelled.');
      const { files, omissions } = read;
      if (files.length > 0 && !this.#current)
        this.#serve(new WorkspaceMemory(corpusTokenizer(files, preset)));
      const memory = this.#current?.memory;
      const { changed, forgotten } = memory ? await this.#memories.holdOnly(memory, files) : nothingDone;
      if (changed + forgotten > 0) await this.#keeper.store();
      const ignored = await ignoredRoots(listed, omissions, this.#platform);
      return succeeded({
        memory: this.#summary() ?? nothingHeld,
        changed,
        forgotten,
        ignored,
        masked: files
          .map(({ path, text }) => ({ path, lines: maskedLines(text) }))
          .filter(({ lines }) => lines.length > 0),
        unusable: allowedSecrets.filter((text) => !canAllow(text)),
        milliseconds: this.#platform.now() - started,
      });
    });
  }

  /** Remembers a file as it was saved, or forgets it if it is no longer to be learned from. */
  async rememberSaved(saved: SavedFile): Promise<Outcome<MemorySummary | undefined>> {
    const source = await savedSource(saved, this.#platform, this.#isAllowed);
    // The first memory may be under way, and may have read this file before it was saved.
    if (!this.#current) await this.#changes.take(() => undefined);
    await this.#memories.save(saved.path, source);
    this.#keeper.storeSoon();
    return succeeded(this.#summary());
  }

  /** Remembers files as they are now, or forgets those that are no longer to be learned from. */
  rememberChanged(changed: ChangedFiles): Promise<Outcome<RememberedChanges>> {
    return this.#memories.reading(() => this.#rememberChanged(changed));
  }

  async #rememberChanged({ files, ignoreFiles }: ChangedFiles): Promise<Outcome<RememberedChanges>> {
    const listed = [...ignoreFiles, ...files];
    const { touches } = this.#memories;
    const read = await this.#read(listed);
    if (!read) return failed('cancelled', 'Cancelled.');
    const sources = new Map(read.files.map((source) => [source.path, source]));
    if (!this.#current) await this.#changes.take(() => undefined);
    for (const { path } of files) {
      // What was saved while these files were read is newer.
      if (!this.#memories.isTouched(path, touches)) await this.#memories.save(path, sources.get(path));
    }
    this.#keeper.storeSoon();
    const ignored = await ignoredRoots(listed, read.omissions, this.#platform);
    return succeeded({ memory: this.#summary(), ignored });
  }

  /** Forgets files, and all files in folders. */
  forget(paths: readonly string[]): Outcome<MemorySummary | undefined> {
    this.#memories.delete(paths);
    this.#keeper.forgetSoon();
    return succeeded(this.#summary());
  }

  /** Gives up what is under way, and stores nothing from now on. */
  dispose(): void {
    this.#isDisposed = true;
    this.#memories.dispose();
    this.#keeper.dispose();
    this.judgeKeeper.dispose();
    this.#tuner.dispose();
  }

  /** Does work with files that have just been listed, once earlier changes of the whole memory are done. */
  #readListed<T>(work: () => Promise<T>): Promise<T> {
    this.#memories.listedAnew();
    return this.#memories.reading(() => this.#changes.take(work));
  }

  #read(listed: readonly FileReference[]): Promise<ReadCorpus | undefined> {
    const events = { stopped: () => this.#isDisposed, reading: () => undefined };
    return readCorpus(listed, this.#platform, MEMORY_ROOM, events, this.#isAllowed);
  }

  async #restore({ tokenizer, files }: StoredMemory): Promise<void> {
    const memory = new WorkspaceMemory(tokenizer);
    this.#memories.add(memory);
    const isFitting = !this.#model || haveSameVocabulary(tokenizer, this.#model.tokenizer);
    // A part of it is better than nothing for someone who types right after the start.
    if (isFitting && !this.#current?.memory.files) this.#serve(memory);
    const untouched = files.filter(({ path }) => !this.#memories.isTouched(path));
    await this.#memories.fill(memory, memory.restore(untouched));
    await this.#serveInTokensOfModel(memory);
  }

  async #serveInTokensOfModel(memory: WorkspaceMemory): Promise<void> {
    this.#memories.add(memory);
    let fitting = memory;
    // While its files are put into other tokens, a newer network may be loaded.
    while (this.#model && !haveSameVocabulary(fitting.tokenizer, this.#model.tokenizer)) {
      if (fitting !== memory) this.#memories.remove(fitting);
      fitting = new WorkspaceMemory(this.#model.tokenizer);
      this.#memories.add(fitting);
      await this.#memories.fill(fitting, fitting.setAll(decodedFiles(memory)));
    }
    if (fitting !== memory) {
      this.#memories.remove(memory);
      this.#keeper.storeSoon();
    }
    this.#serve(fitting);
  }

  #serve(memory: WorkspaceMemory): void {
    if (this.#current && this.#current.memory !== memory) this.#memories.remove(this.#current.memory);
    this.#memories.add(memory);
    const network = this.#model?.network;
    const mixing = this.#mixing;
    const { judge } = this.judgeKeeper;
    const isAllowed = this.#isAllowed;
    this.#current = { tokenizer: memory.tokenizer, memory, network, mixing, isAllowed, judge };
    this.#exchanged();
  }

  /** From now on these values are no secrets, and no others. */
  #allow(texts: readonly string[]): void {
    if (texts.join('\n') === this.#allowedSecrets.join('\n')) return;
    this.#allowedSecrets = texts;
    this.#isAllowed = allowing(texts);
    if (this.#current) this.#serve(this.#current.memory);
  }

  #summary(): MemorySummary | undefined {
    return this.#current && summaryOf(this.#current.memory);
  }
}

const nothingHeld: MemorySummary = { files: 0, characters: 0, bytes: 0, masked: { secrets: 0, files: 0 } };
const nothingDone = { changed: 0, forgotten: 0 };

function summaryOf({ files, characters, bytes, masked }: WorkspaceMemory): MemorySummary {
  return { files, characters, bytes, masked };
}
