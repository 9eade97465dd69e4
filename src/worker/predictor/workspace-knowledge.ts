import { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { digestsOf, without } from '../../core/text/path-digests.ts';
import type { PresetName } from '../../core/training/training-options.ts';
import { failed, succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type {
  ChangedFiles,
  Forgotten,
  Held,
  MemorySummary,
  ModelSource,
  PredictorContract,
  Remembered,
  RememberedChanges,
  RememberParams,
  WithholdParams,
} from '../../protocol/predictor-contract.ts';
import type { Notify } from '../../protocol/server.ts';
import type { FileReference, ModelSummary, SavedFile } from '../../protocol/trainer-contract.ts';
import { ForgottenFiles } from '../forgotten-files.ts';
import type { Platform } from '../platform.ts';
import { MEMORY_ROOM, type ReadCorpus, readCorpus } from '../read-corpus.ts';
import { savedSource } from '../saved-source.ts';
import { Turns } from '../turns.ts';
import { CacheTuner } from './cache-tuner.ts';
import { corpusTokenizer, haveSameVocabulary } from './corpus-tokenizer.ts';
import { ignoredRoots } from './ignored-roots.ts';
import { JudgeKeeper } from './judge-keeper.ts';
import { LiveMemories } from './live-memories.ts';
import { loadModel } from './loaded-model.ts';
import { maskedIn } from './masked-in.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import { ServingKnowledge, summaryOf } from './serving-knowledge.ts';

/** What is known of a workspace: a memory of its files from the first second on, later a network, too. */
export class WorkspaceKnowledge {
  readonly #platform: Platform;
  readonly #exchanged: () => void;
  readonly #memories: LiveMemories;
  readonly #keeper: MemoryKeeper;
  readonly #tuner: CacheTuner;
  readonly #serving: ServingKnowledge;
  readonly #forgotten = new ForgottenFiles();
  readonly judgeKeeper: JudgeKeeper;
  /** Changes of the whole memory, which must not overlap. */
  readonly #changes = new Turns();
  #preset: PresetName = 'balanced';
  #isDisposed = false;

  /** @param exchanged - called when documents have to ask `current` anew */
  constructor(platform: Platform, notify: Notify<PredictorContract>, exchanged: () => void) {
    this.#platform = platform;
    const report = (failure: Failure): void => {
      notify('problem', failure);
    };
    this.judgeKeeper = new JudgeKeeper(platform, report);
    this.#exchanged = exchanged;
    this.#memories = new LiveMemories(platform, (memory) => {
      if (memory === this.#serving.memory) notify('memory', summaryOf(memory));
    });
    this.#serving = new ServingKnowledge(this.#memories, this.judgeKeeper.judge, exchanged);
    this.#tuner = new CacheTuner(platform, () => this.current);
    this.#keeper = new MemoryKeeper(platform, () => this.#serving.memory, report);
  }

  /** What serves now. It is another object when network or memory are replaced, but not when the memory grows. */
  get current(): Knowledge | undefined {
    return this.#serving.current;
  }

  /** The paths of the files that are remembered. */
  get remembered(): readonly string[] {
    return this.#serving.paths;
  }

  /** Loads a network. Resolves when this one, or a newer one, serves. */
  async load(source: ModelSource): Promise<Outcome<ModelSummary>> {
    const loaded = await loadModel(source, this.#platform);
    if (!loaded.ok) return loaded;
    const { tokenizer, summary, learned } = loaded.value;
    if (this.#forgotten.haveTaught(learned)) return forgottenModel;
    const serving = this.#serving;
    serving.model = loaded.value;
    const memory = serving.memory ?? new WorkspaceMemory(tokenizer);
    if (haveSameVocabulary(memory.tokenizer, tokenizer)) serving.serve(memory);
    else
      await this.#changes.take(async () => {
        if (await serving.serveInTokensOfModel(serving.memory ?? memory)) this.#keeper.storeSoon();
      });
    this.#tuner.tuneSoon();
    return this.#forgotten.haveTaught(learned) ? forgottenModel : succeeded(summary);
  }

  /** Serves from a stored memory, even before all of it is restored. Resolves when it is whole. */
  recall(path: string): Promise<Outcome<PredictorContract['calls']['recall']['result']>> {
    return this.#readListed(async () => {
      const opened = await this.#keeper.open(path);
      if (!opened.ok) return opened;
      const { content: stored, problem } = opened.value;
      if (stored && (await this.#serving.restore(stored))) this.#keeper.storeSoon();
      const { paths } = this.#forgotten;
      // What was stored, set aside or left half written may be older than the wish to forget them.
      if (stored?.files.some((file) => paths.has(file.path))) await this.#relearn();
      else if (paths.size > 0) await this.#keeper.purge();
      return succeeded({ memory: stored && this.#serving.held.memory, problem });
    });
  }

  /** Makes the memory hold these files and no others. What it holds serves meanwhile. */
  remember(params: RememberParams): Promise<Outcome<Remembered>> {
    const { files: listed, preset, memoryPath, excludes, allowedSecrets = [] } = params;
    return this.#readListed(async () => {
      const started = this.#platform.now();
      this.#serving.allow(allowedSecrets);
      this.#preset = preset;
      this.#keeper.path = memoryPath;
      const read = await this.#read(listed);
      if (!read) return failed('cancelled', 'Cancelled.');
      const { files, omissions } = read;
      const isBarred = this.#serving.look(this.#forgotten, listed, omissions, excludes === true);
      if (files.length > 0 && !this.current)
        this.#serving.serve(new WorkspaceMemory(corpusTokenizer(files, preset)));
      const { memory } = this.#serving;
      const { changed, forgotten } = memory ? await this.#memories.holdOnly(memory, files) : nothingDone;
      if (isBarred || this.#serving.hasStalePieces) await this.#relearn();
      // A memory that was set aside may hold files that have been deleted since. All it said is known anew.
      else if (changed + forgotten.length > 0) await this.#keeper.forget();
      const { barred } = this.#forgotten;
      const { memory: remembered = nothingHeld, hasNetwork } = this.#serving.held;
      return succeeded({
        memory: remembered,
        hasNetwork,
        changed,
        forgotten: forgotten.length,
        ignored: await ignoredRoots(listed, omissions, this.#platform),
        gone: without(digestsOf(forgotten), barred),
        barred,
        ...maskedIn(files, allowedSecrets),
        milliseconds: this.#platform.now() - started,
      });
    });
  }

  /** Remembers a file as it was saved, or forgets it if it is no longer to be learned from. */
  async rememberSaved(saved: SavedFile): Promise<Outcome<MemorySummary | undefined>> {
    const source = await savedSource(saved, this.#platform, this.#serving.isAllowed);
    // The first memory may be under way, and may have read this file before it was saved.
    if (!this.current) await this.#changes.take(() => undefined);
    await this.#memories.save(saved.path, source);
    if (source) this.#keeper.storeSoon();
    else this.#keeper.forgetSoon();
    return succeeded(this.#serving.held.memory);
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
    if (!this.current) await this.#changes.take(() => undefined);
    for (const { path } of files) {
      // What was saved while these files were read is newer.
      if (!this.#memories.isTouched(path, touches)) await this.#memories.save(path, sources.get(path));
    }
    if (files.every(({ path }) => sources.has(path))) this.#keeper.storeSoon();
    else this.#keeper.forgetSoon();
    const ignored = await ignoredRoots(listed, read.omissions, this.#platform);
    return succeeded({ memory: this.#serving.held.memory, ignored });
  }

  /** Forgets files, and all files in folders. */
  forget(paths: readonly string[]): Outcome<Forgotten> {
    const before = this.remembered;
    this.#memories.delete(paths);
    this.#keeper.forgetSoon();
    this.#exchanged();
    return succeeded({
      memory: this.#serving.held.memory,
      gone: digestsOf(before.filter((path) => this.#serving.memory?.has(path) !== true)),
    });
  }

  /** From now on these files are forgotten, and no others: all is as if they had never been. */
  async withhold({ paths, preset }: WithholdParams): Promise<Outcome<Held>> {
    this.#preset = preset;
    const isMore = this.#forgotten.replace(paths);
    this.#memories.withhold(this.#forgotten.paths);
    const isTaught = this.#serving.dropModel(this.#forgotten);
    if (isMore || isTaught) {
      this.#exchanged();
      await this.#changes.take(() => this.#relearn());
    }
    return succeeded(this.#serving.held);
  }

  /** Stores at once what waits to be stored. */
  async store(): Promise<Outcome<null>> {
    await Promise.all([this.#keeper.flush(), this.judgeKeeper.flush()]);
    return succeeded(null);
  }

  /** Forgets everything, on the disk, too. */
  erase(): Promise<Outcome<null>> {
    return this.#changes.take(async () => {
      this.#serving.erase();
      await this.#keeper.forget();
      return this.judgeKeeper.erase();
    });
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
    const allowed = listed.filter(({ path }) => !this.#forgotten.paths.has(path));
    return readCorpus(allowed, this.#platform, MEMORY_ROOM, events, this.#serving.isAllowed);
  }

  async #relearn(): Promise<void> {
    await this.#serving.relearn(this.#preset);
    await this.#keeper.forget();
  }
}

const nothingHeld: MemorySummary = { files: 0, characters: 0, bytes: 0, masked: { secrets: 0, files: 0 } };
const nothingDone = { changed: 0, forgotten: [] };

const forgottenModel = failed('forgotten', 'This model has learned from a file that is to be forgotten.');
