import type { Caller } from '../../protocol/caller.ts';
import type { Method, Params, Result } from '../../protocol/contract.ts';
import type { Failure, Outcome } from '../../protocol/failure.ts';
import { succeeded } from '../../protocol/failure.ts';
import type { ForgetParams, ModelSummary, TrainerContract } from '../../protocol/trainer-contract.ts';
import { endMessage, WorkerThread } from '../threads/worker-thread.ts';
import type { TrainingHost } from './training-host.ts';

/** How long training rests for one suggestion: longer than nearly all suggestions take. */
export const GIVE_WAY_MILLISECONDS = 100;

interface TrainerEvents {
  /** Called for every thread that starts, before any call reaches it. */
  started(caller: Caller<TrainerContract>): void;
  /** Whether a run is under way. A run opens the model itself when its thread has been started again. */
  hasRun(): boolean;
}

/** The trainer's thread, and what is known about the model that is open in it. */
export class Trainer {
  readonly #host: TrainingHost;
  readonly #thread: WorkerThread<TrainerContract>;
  #isOpen = false;
  #model: ModelSummary | undefined;
  #problem: Failure | undefined;

  constructor(host: TrainingHost, events: TrainerEvents) {
    this.#host = host;
    this.#thread = new WorkerThread(() => host.startThread(), {
      started: (caller, again) => {
        this.#listen(caller);
        const { paths, barred } = host.forgotten();
        if (paths.length > 0 || barred !== '') void this.forget({ paths, barred, gone: '' }, caller);
        events.started(caller);
        this.#setShare(caller);
        if (again && this.#isOpen && !events.hasRun()) void this.open();
        host.threadCountChanged();
      },
      ended: (reason, restartsIn) => {
        const message = endMessage('trainer', reason, restartsIn);
        host.log.error(message);
        host.threadCountChanged();
        // A run reports this itself.
        if (restartsIn === undefined && !events.hasRun())
          host.report({ failure: { code: 'worker-ended', message } });
      },
    });
  }

  get threads(): number {
    return this.#thread.isAlive ? 1 : 0;
  }

  /** Whether the stored model has been read, if there was one. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The last model that was opened or learned. */
  get model(): ModelSummary | undefined {
    return this.#model;
  }

  learned(model: ModelSummary): void {
    this.#model = model;
  }

  call<M extends Method<TrainerContract>>(
    method: M,
    params: Params<TrainerContract, M>,
  ): Promise<Outcome<Result<TrainerContract, M>>> {
    return this.#thread.call(method, params);
  }

  /** Reads the stored model, if there is one. */
  async open(): Promise<Outcome<null>> {
    const opened = await this.#thread.call('open', { modelPath: this.#host.modelPath });
    if (!opened.ok) return opened;
    this.#isOpen = true;
    this.#model = opened.value.model;
    this.#problem = opened.value.problem;
    if (this.#problem !== undefined) this.#host.report({ failure: this.#problem });
    return succeeded(null);
  }

  /**
   * Says what is to be forgotten. Resolves to whether the run or the model had to be given up.
   *
   * @param caller - a thread that has just started
   */
  async forget(
    forgotten: Omit<ForgetParams, 'modelPath'>,
    caller: Pick<Caller<TrainerContract>, 'call'> = this.#thread,
  ): Promise<boolean> {
    const outcome = await caller.call('forget', { ...forgotten, modelPath: this.#host.modelPath });
    if (!outcome.ok)
      this.#host.log.warn(`The network was not told what to forget: ${outcome.failure.message}`);
    if (!outcome.ok || !outcome.value.isLost) return false;
    this.#model = undefined;
    return true;
  }

  /** Leaves no model, here or on the disk. */
  async erase(): Promise<void> {
    if (this.#thread.isAlive) await this.#thread.call('erase', { modelPath: this.#host.modelPath });
    this.#isOpen = false;
    this.#model = undefined;
  }

  /** Called when another window may write the stored model: it must be opened again before it is trained. */
  close(): void {
    this.#isOpen = false;
  }

  /** Returns what was wrong with the stored model when it was opened, once. */
  takeProblem(): Failure | undefined {
    const problem = this.#problem;
    this.#problem = undefined;
    return problem;
  }

  /** Asks for the end of the run under way. If no thread is running, there is none to end. */
  stop(): void {
    if (this.#thread.isAlive) void this.#thread.call('stop', null);
  }

  /** Applies the user's setting for how much of a core training may use, also to a run under way. */
  shareChanged(): void {
    if (this.#thread.isAlive) this.#setShare(this.#thread);
  }

  /** Lets training rest briefly for a suggestion, if training may use every core. */
  giveWay(): void {
    const { threads, cores } = this.#host.settings();
    if (threads < cores) return;
    void this.#thread.call('giveWay', { milliseconds: GIVE_WAY_MILLISECONDS });
  }

  /** After a crash: resolves to true when a thread runs again, or to false when none will. */
  restarted(): Promise<boolean> {
    return this.#thread.restarted();
  }

  /** Forgets earlier crashes, because the user asks for the thread's work. */
  resetCrashes(): void {
    this.#thread.resetCrashes();
  }

  dispose(): Promise<void> {
    return this.#thread.dispose();
  }

  #setShare(caller: Pick<Caller<TrainerContract>, 'call'>): void {
    void caller.call('setShare', { share: this.#host.settings().cpu / 100 });
  }

  #listen(caller: Caller<TrainerContract>): void {
    caller.on('model', ({ bytes, summary }) => {
      this.#model = summary;
      this.#host.serveModel(bytes);
    });
    caller.on('setback', ({ step, learningRate }) => {
      this.#host.log.warn(`Training broke down at step ${step} and goes on at the rate ${learningRate}.`);
    });
    caller.on('problem', (failure) => {
      this.#host.log.warn(failure.message);
      this.#host.report({ failure });
    });
  }
}
