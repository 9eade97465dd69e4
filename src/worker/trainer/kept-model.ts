import { decodeModel, encodeModel, type StoredModel } from '../../core/modelfile/model-file.ts';
import type { PathDigests } from '../../core/text/path-digests.ts';
import { succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';
import { DelayedStore } from '../delayed-store.ts';
import type { ForgottenFiles } from '../forgotten-files.ts';
import { summarize } from '../model-summary.ts';
import type { Platform } from '../platform.ts';
import { openStored } from '../stored-file.ts';
import { CardRecord } from './card-record.ts';

/** Milliseconds from the last learned save until the model is stored. */
const STORE_AFTER = 3000;

/** The model that a trainer has learned, in memory and on the disk, without what is to be forgotten. */
export class KeptModel {
  readonly #platform: Platform;
  readonly #forgotten: ForgottenFiles;
  readonly #store: DelayedStore;
  readonly record = new CardRecord();
  #model: StoredModel | undefined;

  /** @param report - called when it could not be stored later */
  constructor(platform: Platform, forgotten: ForgottenFiles, report: (failure: Failure) => void) {
    this.#platform = platform;
    this.#forgotten = forgotten;
    const encode = (): Uint8Array | undefined => this.#model && encodeModel(this.#model);
    this.#store = new DelayedStore(platform, { encode, after: STORE_AFTER, report });
  }

  get model(): StoredModel | undefined {
    return this.#model;
  }

  /** What is known of its files is put on its card. One that has learned from what is to be forgotten is not taken. */
  set model(model: StoredModel | undefined) {
    this.#model = this.#isForgotten(model) ? undefined : model && this.record.on(model);
  }

  /** Where to store it; undefined keeps it only as long as the thread lives. */
  set path(path: string | undefined) {
    this.#store.path = path;
  }

  /** Why it could not be stored the last time; undefined where it was. */
  get problem(): Failure | undefined {
    return this.#store.problem;
  }

  /** Reads the stored model, if there is one. */
  async open(
    path: string | undefined,
  ): Promise<{ model: ModelSummary | undefined; problem: Failure | undefined }> {
    this.path = path;
    if (path === undefined) return { model: undefined, problem: undefined };
    const opened = await openStored(path, modelIn, this.#platform);
    if (!opened.ok) return { model: undefined, problem: opened.failure };
    this.record.clear();
    this.model = opened.value.content;
    return { model: this.#model && summarize(this.#model.card), problem: opened.value.problem };
  }

  store(): Promise<Outcome<null>> {
    return this.#store.store();
  }

  /** Stores it after a while without another change. */
  storeSoon(): void {
    this.#store.storeSoon();
  }

  /** Notes on the card that files are gone. */
  gone(files: PathDigests): void {
    this.record.gone(files);
    if (files === '' || !this.#model) return;
    this.model = this.#model;
    this.storeSoon();
  }

  /**
   * Drops the model here and the one on the disk if they have learned from what is to be forgotten. Resolves to whether
   * one has.
   */
  async forget(path: string | undefined): Promise<boolean> {
    if (!this.#forgotten.isAny) return false;
    const isLost = this.#isForgotten(this.#model);
    if (isLost) this.#model = undefined;
    if (path === undefined) return isLost;
    this.path = path;
    const read = await this.#platform.files.read(path);
    const stored = read.ok && read.value ? modelIn(read.value) : undefined;
    await this.#store.purge();
    // What cannot be understood may hold anything.
    const isSound = stored === undefined || (stored.ok && !this.#isForgotten(stored.value));
    if (isSound) return isLost;
    await this.#store.erase();
    if (this.#model) this.storeSoon();
    return true;
  }

  /** From now on there is no model, until a new run has learned one. What is stored stays until then. */
  startOver(): void {
    this.#model = undefined;
    this.record.clear();
  }

  /** Leaves nothing, here or on the disk. */
  async erase(path: string | undefined): Promise<void> {
    this.startOver();
    this.path = path;
    await this.#store.erase();
  }

  #isForgotten(model: StoredModel | undefined): boolean {
    return model !== undefined && this.#forgotten.haveTaught(model.card.provenance.learned);
  }
}

function modelIn(bytes: Uint8Array): Outcome<StoredModel> {
  const decoded = decodeModel(bytes);
  return decoded.ok ? succeeded(decoded.model) : decoded;
}
