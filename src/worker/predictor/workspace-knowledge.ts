import type { StoredMemory } from '../../core/memory/memory-file.ts';
import { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../core/mixing/mixing-weights.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { succeeded, type Outcome } from '../../protocol/failure.ts';
import type {
  MemorySummary,
  ModelSource,
  PredictorContract,
  Remembered,
  RememberParams,
} from '../../protocol/predictor-contract.ts';
import type { Notify } from '../../protocol/server.ts';
import type { ModelSummary, SavedFile } from '../../protocol/trainer-contract.ts';
import { CacheTuner } from './cache-tuner.ts';
import { corpusTokenizer, haveSameVocabulary } from './corpus-tokenizer.ts';
import { LiveMemories } from './live-memories.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import type { Platform } from '../platform.ts';
import { MEMORY_ROOM, readCorpus } from '../read-corpus.ts';
import { rewordable } from './rewordable.ts';
import { savedSource } from '../saved-source.ts';
import { Turns } from '../turns.ts';

/**
 * What is known of a workspace: the memory of its files from the first second on, and a network when one was learned. The
 * two share one vocabulary. A network with another one waits until the memory is there in its words, too; until
 * then what there was goes on serving.
 */
export class WorkspaceKnowledge {
  readonly #platform: Platform;
  readonly #exchanged: () => void;
  readonly #memories: LiveMemories;
  readonly #keeper: MemoryKeeper;
  readonly #tuner: CacheTuner;
  /** What mixers learn outlasts the networks and memories that they mix. */
  readonly #mixing = newMixingWeights();
  /** Changes of the memory as a whole, one after the other. */
  readonly #changes = new Turns();
  #current: Knowledge | undefined;
  /** The newest that was loaded. */
  #model: LoadedModel | undefined;

  /** @param exchanged - hears when `current` has become another one */
  constructor(platform: Platform, notify: Notify<PredictorContract>, exchanged: () => void) {
    this.#platform = platform;
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

  /** What serves now; another object whenever network or memory are others. The memory in it grows and changes. */
  get current(): Knowledge | undefined {
    return this.#current;
  }

  /** Takes up a network. Resolves when it serves, or a newer one does. */
  async load(source: ModelSource): Promise<Outcome<ModelSummary>> {
    const loaded = await loadModel(source, this.#platform);
    if (!loaded.ok) return loaded;
    const { tokenizer, summary } = (this.#model = loaded.value);
    const memory = this.#current?.memory ?? new WorkspaceMemory(tokenizer);
    if (haveSameVocabulary(memory.tokenizer, tokenizer)) this.#serve(memory);
    else await this.#changes.take(() => this.#serveInWordsOfModel(this.#current?.memory ?? memory));
    this.#tuner.tuneSoon();
    return succeeded(summary);
  }

  /** Serves from a stored memory, from its first files on. Resolves when it is whole. */
  recall(path: string): Promise<Outcome<PredictorContract['calls']['recall']['result']>> {
    this.#memories.listedAnew();
    return this.#changes.take(async () => {
      const opened = await this.#keeper.open(path);
      if (!opened.ok) return opened;
      const { content: stored, problem } = opened.value;
      if (stored) await this.#restore(stored);
      return succeeded({ memory: stored && this.#summary(), problem });
    });
  }

  /** Makes the memory hold these files and no others; what it holds so far serves. */
  remember({ files: listed, preset, memoryPath }: RememberParams): Promise<Outcome<Remembered>> {
    this.#memories.listedAnew();
    return this.#changes.take(async () => {
      const started = this.#platform.now();
      this.#keeper.path = memoryPath;
      const { files } = await readCorpus(listed, this.#platform, MEMORY_ROOM);
      if (files.length > 0 && !this.#current)
        this.#serve(new WorkspaceMemory(corpusTokenizer(files, preset)));
      const memory = this.#current?.memory;
      const { changed, forgotten } = memory ? await this.#memories.holdOnly(memory, files) : nothingDone;
      if (changed + forgotten > 0) await this.#keeper.store();
      const milliseconds = this.#platform.now() - started;
      return succeeded({ memory: this.#summary() ?? nothingHeld, changed, forgotten, milliseconds });
    });
  }

  /** Takes up a file as it was saved, or forgets it where it is no longer to be learned from. */
  async rememberSaved(saved: SavedFile): Promise<Outcome<MemorySummary | undefined>> {
    const source = await savedSource(saved, this.#platform);
    // The first memory may be on its way, and this file already read for it.
    if (!this.#current) await this.#changes.take(() => undefined);
    await this.#memories.save(saved.path, source);
    this.#keeper.storeSoon();
    return succeeded(this.#summary());
  }

  /** Forgets files, and all files in folders, by their paths. */
  forget(paths: readonly string[]): Outcome<MemorySummary | undefined> {
    this.#memories.delete(paths);
    this.#keeper.storeSoon();
    return succeeded(this.#summary());
  }

  async #restore({ tokenizer, files }: StoredMemory): Promise<void> {
    const memory = new WorkspaceMemory(tokenizer);
    this.#memories.add(memory);
    const isFitting = !this.#model || haveSameVocabulary(tokenizer, this.#model.tokenizer);
    // Part of it says more than nothing: who starts typing at once need not wait for the rest.
    if (isFitting && !this.#current?.memory.files) this.#serve(memory);
    const untouched = files.filter(({ path }) => !this.#memories.isTouched(path));
    await this.#memories.fill(memory, memory.restore(untouched));
    await this.#serveInWordsOfModel(memory);
  }

  async #serveInWordsOfModel(memory: WorkspaceMemory): Promise<void> {
    this.#memories.add(memory);
    let fitting = memory;
    // While its files are put into other words, a still newer network may come.
    while (this.#model && !haveSameVocabulary(fitting.tokenizer, this.#model.tokenizer)) {
      if (fitting !== memory) this.#memories.remove(fitting);
      fitting = new WorkspaceMemory(this.#model.tokenizer);
      this.#memories.add(fitting);
      await this.#memories.fill(fitting, fitting.setAll(rewordable(memory)));
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
    this.#current = { tokenizer: memory.tokenizer, memory, network, mixing: this.#mixing };
    this.#exchanged();
  }

  #summary(): MemorySummary | undefined {
    return this.#current && summaryOf(this.#current.memory);
  }
}

const nothingHeld: MemorySummary = { files: 0, characters: 0, bytes: 0 };
const nothingDone = { changed: 0, forgotten: 0 };

function summaryOf({ files, characters, bytes }: WorkspaceMemory): MemorySummary {
  return { files, characters, bytes };
}
