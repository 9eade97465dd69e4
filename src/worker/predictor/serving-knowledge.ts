import type { StoredMemory } from '../../core/memory/memory-file.ts';
import { hasStalePieces } from '../../core/memory/stale-pieces.ts';
import { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../core/mixing/mixing-weights.ts';
import type { Judge } from '../../core/prediction/gate/judge.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { digestsOf, union } from '../../core/text/path-digests.ts';
import { allowing, type IsAllowed, nothingAllowed } from '../../core/text/secrets/allowed-secrets.ts';
import type { PresetName } from '../../core/training/training-options.ts';
import type { Omission } from '../../core/text/source-file.ts';
import type { Held, MemorySummary } from '../../protocol/predictor-contract.ts';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import type { ForgottenFiles } from '../forgotten-files.ts';
import { corpusTokenizer, haveSameVocabulary } from './corpus-tokenizer.ts';
import { decodedFiles } from './decoded-files.ts';
import type { LiveMemories } from './live-memories.ts';
import type { LoadedModel } from './loaded-model.ts';

/**
 * The memory and the network that serve. The two have the same vocabulary: a network with another one has to wait until
 * the memory is rebuilt in its tokens, while the old memory and the old network go on serving.
 */
export class ServingKnowledge {
  readonly #memories: LiveMemories;
  readonly #judge: Judge;
  readonly #exchanged: () => void;
  /** What the mixers have learned. It stays when networks and memories are replaced. */
  #mixing = newMixingWeights();
  #current: Knowledge | undefined;
  /** The model that was loaded last. It may not serve yet. */
  model: LoadedModel | undefined;
  #allowedSecrets: readonly string[] = [];
  #isAllowed: IsAllowed = nothingAllowed;

  /** @param exchanged - called when `current` has become another object */
  constructor(memories: LiveMemories, judge: Judge, exchanged: () => void) {
    this.#memories = memories;
    this.#judge = judge;
    this.#exchanged = exchanged;
  }

  /** It is another object when network or memory are replaced, but not when the memory grows. */
  get current(): Knowledge | undefined {
    return this.#current;
  }

  get memory(): WorkspaceMemory | undefined {
    return this.#current?.memory;
  }

  /** The paths of the files that are remembered. */
  get paths(): readonly string[] {
    return this.memory?.remembered().map(({ path }) => path) ?? [];
  }

  /** Which values are no secrets. */
  get isAllowed(): IsAllowed {
    return this.#isAllowed;
  }

  /** What there is. */
  get held(): Held {
    return { memory: this.memory && summaryOf(this.memory), hasNetwork: this.model !== undefined };
  }

  /** Whether the vocabulary holds text of files that are gone. A network's cannot be changed. */
  get hasStalePieces(): boolean {
    return this.memory !== undefined && this.model === undefined && hasStalePieces(this.memory);
  }

  /** Serves from this memory, together with the model, which must have its vocabulary. */
  serve(memory: WorkspaceMemory): void {
    if (this.#current && this.#current.memory !== memory) this.#memories.remove(this.#current.memory);
    this.#memories.add(memory);
    const network = this.model?.network;
    const mixing = this.#mixing;
    const { tokenizer } = memory;
    const isAllowed = this.#isAllowed;
    this.#current = { tokenizer, memory, network, mixing, isAllowed, judge: this.#judge };
    this.#exchanged();
  }

  /** Serves from this memory when it is in the tokens of the model. Resolves to whether it had to be rebuilt. */
  async serveInTokensOfModel(memory: WorkspaceMemory): Promise<boolean> {
    this.#memories.add(memory);
    let fitting = memory;
    // While its files are put into other tokens, a newer network may be loaded.
    while (this.model && !haveSameVocabulary(fitting.tokenizer, this.model.tokenizer)) {
      if (fitting !== memory) this.#memories.remove(fitting);
      fitting = new WorkspaceMemory(this.model.tokenizer);
      this.#memories.add(fitting);
      await this.#memories.fill(fitting, fitting.setAll(decodedFiles(memory)));
    }
    if (fitting !== memory) this.#memories.remove(memory);
    this.serve(fitting);
    return fitting !== memory;
  }

  /** Serves from a memory that was stored, even before all of it is restored. Resolves as `serveInTokensOfModel`. */
  async restore({ tokenizer, files }: StoredMemory): Promise<boolean> {
    const memory = new WorkspaceMemory(tokenizer);
    this.#memories.add(memory);
    const isFitting = !this.model || haveSameVocabulary(tokenizer, this.model.tokenizer);
    // A part of it is better than nothing for someone who types right after the start.
    if (isFitting && !this.memory?.files) this.serve(memory);
    const untouched = files.filter(({ path }) => !this.#memories.isTouched(path));
    await this.#memories.fill(memory, memory.restore(untouched));
    return this.serveInTokensOfModel(memory);
  }

  /** From now on these values are no secrets, and no others. */
  allow(texts: readonly string[]): void {
    if (texts.join('\n') === this.#allowedSecrets.join('\n')) return;
    this.#allowedSecrets = texts;
    this.#isAllowed = allowing(texts);
    if (this.memory) this.serve(this.memory);
  }

  /** Looks for files that are barred from now on, and drops a network that has learned from one. */
  look(
    forgotten: ForgottenFiles,
    listed: readonly FileReference[],
    omissions: readonly Omission[],
    excludes: boolean,
  ): boolean {
    const isBarred = forgotten.look({
      known: union(digestsOf(this.paths), this.model?.learned ?? ''),
      listed: listed.map(({ path }) => path),
      ignored: omissions.filter(({ reason }) => reason === 'ignored').map(({ path }) => path),
      excludes,
    });
    return this.dropModel(forgotten) || isBarred;
  }

  /** Lets the memory serve alone if the model has learned from what is forgotten. Returns whether it has. */
  dropModel(forgotten: ForgottenFiles): boolean {
    if (!this.model || !forgotten.haveTaught(this.model.learned)) return false;
    this.model = undefined;
    if (this.#current) this.serve(this.#current.memory);
    return true;
  }

  /**
   * Serves from a memory of the same files that has never seen any other. Pieces of a vocabulary are text, so it is
   * learned anew, too, unless it is a network's.
   */
  async relearn(preset: PresetName): Promise<void> {
    const memory = this.memory;
    if (!memory || memory.files === 0) {
      this.serveNothing();
      return;
    }
    const files = decodedFiles(memory);
    const tokenizer =
      this.model?.tokenizer ??
      corpusTokenizer(
        files.map(({ path, text }) => ({ path, text })),
        preset,
      );
    const relearned = new WorkspaceMemory(tokenizer);
    this.#memories.add(relearned);
    const isSame = haveSameVocabulary(tokenizer, memory.tokenizer);
    const work = isSame ? relearned.restore(memory.remembered()) : relearned.setAll(files);
    await this.#memories.fill(relearned, work);
    await this.serveInTokensOfModel(relearned);
  }

  /** Ends what serves. */
  serveNothing(): void {
    if (this.#current) this.#memories.remove(this.#current.memory);
    this.#current = undefined;
    this.#exchanged();
  }

  /** As if nothing had ever been learned. */
  erase(): void {
    this.model = undefined;
    this.#mixing = newMixingWeights();
    this.serveNothing();
  }
}

export function summaryOf({ files, characters, bytes, masked }: WorkspaceMemory): MemorySummary {
  return { files, characters, bytes, masked };
}
