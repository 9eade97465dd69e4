import type { PathDigests } from '../../core/text/path-digests.ts';
import type { PresetName } from '../../core/training/training-options.ts';
import type { WithholdParams } from '../../protocol/predictor-contract.ts';
import type { ForgetParams } from '../../protocol/trainer-contract.ts';
import type { FileMemory } from '../suggestions/file-memory.ts';
import type { TrainingSession } from '../training/training-session.ts';
import type { ForgottenList } from './forgotten-list.ts';
import type { MemorySession } from './memory-session.ts';

/** What a forgetting session needs of the other sessions. */
interface ForgettingHost {
  readonly list: Pick<ForgottenList, 'uris' | 'replace'>;
  /** Returns a path as in `SourceFile.path`; undefined for what is not in the workspace. */
  pathOf(uri: string): string | undefined;
  preset(): PresetName;
  readonly predictor: Pick<FileMemory, 'withhold'>;
  readonly memory: Pick<MemorySession, 'refresh'>;
  readonly training: Pick<TrainingSession, 'forget'>;
}

/** Makes memory and network forget what the user wants to be forgotten, here or in another window on the same folders. */
export class ForgettingSession {
  readonly #host: ForgettingHost;
  /** The list that the threads follow. */
  #obeyed: string;
  #barred: PathDigests = '';

  constructor(host: ForgettingHost) {
    this.#host = host;
    this.#obeyed = host.list.uris.join('\n');
  }

  get uris(): readonly string[] {
    return this.#host.list.uris;
  }

  /** What a thread that starts must be told first. */
  get forgotten(): Pick<ForgetParams, 'paths' | 'barred'> {
    const paths = this.uris.map((uri) => this.#host.pathOf(uri));
    return { paths: paths.filter((path) => path !== undefined), barred: this.#barred };
  }

  /** The same, for the predictor's thread. */
  get withheld(): WithholdParams {
    return { paths: this.forgotten.paths, preset: this.#host.preset() };
  }

  /** Forgets these files from now on, and no others. Resolves when they have left memory, network and disk. */
  async replace(uris: readonly string[]): Promise<void> {
    await this.#host.list.replace(uris);
    await this.obey();
  }

  /** Follows the list, which another window may have changed. */
  async obey(): Promise<void> {
    const wanted = this.uris.join('\n');
    if (wanted === this.#obeyed) return;
    this.#obeyed = wanted;
    const { predictor, memory, training } = this.#host;
    await Promise.all([
      predictor.withhold(this.withheld),
      training.forget({ ...this.forgotten, gone: '' }, true),
    ]);
    // There may be files of the same text, which were left out as copies, and files that were taken back.
    await memory.refresh();
  }

  /** Called when the threads have to give up a network that was found to have learned from what is forgotten. */
  async giveUpNetwork(): Promise<void> {
    await this.#host.training.forget({ ...this.forgotten, gone: '' }, true);
  }

  /** Called when a listing, or an event, has shown what is gone, and what may no longer be learned from. */
  async found(gone: PathDigests, barred: PathDigests = this.#barred): Promise<void> {
    const isNew = barred !== this.#barred;
    this.#barred = barred;
    if (isNew || gone !== '') await this.#host.training.forget({ ...this.forgotten, gone }, isNew);
  }
}
