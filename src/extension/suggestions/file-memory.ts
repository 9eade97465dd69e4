import type { Caller } from '../../protocol/caller.ts';
import { type Outcome, succeeded } from '../../protocol/failure.ts';
import type {
  ChangedFiles,
  Forgotten,
  Held,
  MemorySummary,
  PredictorContract,
  Remembered,
  RememberedChanges,
  RememberParams,
  WithholdParams,
} from '../../protocol/predictor-contract.ts';
import type { SavedFile } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import type { WorkerThread } from '../threads/worker-thread.ts';

/** What has changed about the memory. */
export interface MemoryNews {
  /** What it holds from now on. */
  readonly memory?: MemorySummary;
  /** Whether it is reading files. */
  readonly remembering?: boolean;
}

/** The memory of the workspace's files, which the predictor's thread keeps. */
export class FileMemory {
  readonly #thread: Pick<WorkerThread<PredictorContract>, 'call' | 'isAlive'>;
  readonly #changed: (news: MemoryNews) => void;
  readonly #log: Log;
  readonly #networkLost: () => void;
  #isEmpty = true;

  constructor(
    thread: Pick<WorkerThread<PredictorContract>, 'call' | 'isAlive'>,
    changed: (news: MemoryNews) => void,
    log: Log,
    networkLost: () => void,
  ) {
    this.#networkLost = networkLost;
    this.#thread = thread;
    this.#changed = changed;
    this.#log = log;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Called when a thread has started. Its memory is empty. */
  threadStarted(caller: Caller<PredictorContract>): void {
    this.#isEmpty = true;
    caller.on('memory', (memory) => {
      this.#report(memory);
    });
  }

  /** Reads the stored memory and uses it from now on. Resolves to what it holds. */
  async recall(memoryPath: string): Promise<Outcome<MemorySummary | undefined>> {
    const outcome = await this.#thread.call('recall', { memoryPath });
    if (!outcome.ok) return outcome;
    const { memory, problem } = outcome.value;
    if (problem !== undefined) this.#log.warn(problem.message);
    return this.#reported(succeeded(memory));
  }

  /** Makes the memory hold these files and no others. */
  async remember(params: RememberParams): Promise<Outcome<Remembered>> {
    this.#changed({ remembering: true });
    const outcome = await this.#thread.call('remember', params);
    this.#changed({ remembering: false });
    if (outcome.ok) this.#hold(outcome.value);
    return outcome;
  }

  async rememberSaved(saved: SavedFile): Promise<Outcome<MemorySummary | undefined>> {
    return this.#reported(await this.#thread.call('rememberSaved', saved));
  }

  /** Remembers files as they are now. */
  async rememberChanged(changed: ChangedFiles): Promise<Outcome<RememberedChanges>> {
    const outcome = await this.#thread.call('rememberChanged', changed);
    if (outcome.ok && outcome.value.memory !== undefined) this.#report(outcome.value.memory);
    return outcome;
  }

  /** Forgets files and folders that no longer exist. If no thread is running, there is nothing to forget. */
  async forget(paths: readonly string[]): Promise<Outcome<Forgotten>> {
    if (!this.#thread.isAlive) return succeeded({ memory: undefined, gone: '' });
    const outcome = await this.#thread.call('forget', { paths });
    if (outcome.ok && outcome.value.memory !== undefined) this.#report(outcome.value.memory);
    return outcome;
  }

  /** Forgets these files from now on, and no others: memory and network are as if they had never been. */
  async withhold(params: WithholdParams): Promise<void> {
    const outcome = await this.#thread.call('withhold', params);
    if (outcome.ok) this.#hold(outcome.value);
    else this.#log.warn(`Files are still remembered: ${outcome.failure.message}`);
  }

  /** Forgets everything that the thread knows, of this person, too. */
  async erase(): Promise<void> {
    if (this.#thread.isAlive) await this.#thread.call('erase', {});
    this.#hold({ memory: undefined, hasNetwork: false });
  }

  /** The paths of the files that are remembered. */
  async paths(): Promise<readonly string[]> {
    const outcome = await this.#thread.call('remembered', {});
    return outcome.ok ? outcome.value : [];
  }

  #hold({ memory = nothingHeld, hasNetwork }: Held): void {
    this.#report(memory);
    if (!hasNetwork) this.#networkLost();
  }

  #reported(outcome: Outcome<MemorySummary | undefined>): Outcome<MemorySummary | undefined> {
    if (outcome.ok && outcome.value !== undefined) this.#report(outcome.value);
    return outcome;
  }

  #report(memory: MemorySummary): void {
    this.#isEmpty = memory.files === 0;
    this.#changed({ memory });
  }
}

const nothingHeld: MemorySummary = { files: 0, characters: 0, bytes: 0, masked: { secrets: 0, files: 0 } };
