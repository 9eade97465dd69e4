import type { PresetName } from '../../core/training/training-options.ts';
import type { Outcome } from '../../protocol/failure.ts';
import { failed } from '../../protocol/failure.ts';
import type { FileReference, TrainingEnd } from '../../protocol/trainer-contract.ts';
import type { Activity } from '../api.ts';
import type { Trainer } from './trainer.ts';
import type { TrainingHost } from './training-host.ts';

/** One run of training. After a crash of its thread, it continues from the last model that was stored. */
export class TrainingRun {
  readonly #host: TrainingHost;
  readonly #trainer: Trainer;
  readonly #setActivity: (activity: Activity) => void;
  readonly #stopping = new AbortController();
  #ended: Promise<unknown> = Promise.resolve();
  #isPaused = false;
  #stoppedByUser = false;

  constructor(host: TrainingHost, trainer: Trainer, setActivity: (activity: Activity) => void) {
    this.#host = host;
    this.#trainer = trainer;
    this.#setActivity = setActivity;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  get stoppedByUser(): boolean {
    return this.#stoppedByUser;
  }

  /** Does all the work of the run, its preparation included, so that `end` can wait for it. */
  during<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = work();
    this.#ended = result;
    return result;
  }

  /**
   * Lists the files and trains. Resolves when the training has ended.
   *
   * @param resume - whether to continue the run of the model that is open
   */
  async train(preset: PresetName, resume: boolean): Promise<Outcome<TrainingEnd>> {
    const before = this.#trainer.model;
    for (let continues = resume; ;) {
      this.#setActivity('reading');
      this.#host.report({ progress: undefined, reading: undefined });
      const outcome = await this.#trainOnce(preset, continues);
      if (outcome.ok || outcome.failure.code !== 'worker-ended' || this.isStopping) return outcome;
      this.#setActivity('restarting');
      const isRestarted = await this.#trainer.restarted();
      if (!isRestarted || this.#stopping.signal.aborted) return outcome;
      const opened = await this.#trainer.open();
      if (!opened.ok) return opened;
      // A new run that had stored nothing yet begins again. What is stored is still the model before it.
      continues = resume || this.#trainer.model?.created !== before?.created;
    }
  }

  async pause(): Promise<void> {
    if (this.#isPaused || this.isStopping) return;
    this.#isPaused = true;
    this.#setActivity('paused');
    await this.#trainer.call('pause', null);
  }

  async resume(): Promise<void> {
    if (!this.#isPaused || this.isStopping) return;
    this.#isPaused = false;
    this.#setActivity('training');
    await this.#trainer.call('resume', null);
  }

  async stopForUser(): Promise<void> {
    this.#stoppedByUser = true;
    this.#setActivity('stopping');
    await this.end();
  }

  /** Ends the run; its model is stored. Resolves when the run has ended. */
  async end(): Promise<void> {
    this.#stopping.abort();
    this.#trainer.stop();
    await this.#ended;
  }

  async #trainOnce(preset: PresetName, resume: boolean): Promise<Outcome<TrainingEnd>> {
    const { signal } = this.#stopping;
    let files: readonly FileReference[];
    try {
      files = await this.#host.listFiles(signal);
    } catch (error) {
      return failed('internal', `The editor could not list the files of the workspace: ${String(error)}`);
    }
    if (signal.aborted) return failed('cancelled', 'Stopped.');
    const { minutes, threads, allowedSecrets } = this.#host.settings();
    const ended = this.#trainer.call('train', {
      files,
      preset,
      options: { budget: { seconds: minutes * 60 } },
      threads,
      resume,
      modelPath: this.#host.modelPath,
      workspaceName: this.#host.workspaceName,
      allowedSecrets,
    });
    if (this.#isPaused) void this.#trainer.call('pause', null);
    return ended;
  }
}
