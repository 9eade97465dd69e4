import type { Caller } from '../../protocol/caller.ts';
import type { Outcome } from '../../protocol/failure.ts';
import { failed, succeeded } from '../../protocol/failure.ts';
import type {
  ForgetParams,
  SavedFile,
  TrainerContract,
  TrainingEnd,
} from '../../protocol/trainer-contract.ts';
import type { Activity } from '../api.ts';
import { wait } from '../threads/wait.ts';
import { LockSession } from './lock-session.ts';
import { Trainer } from './trainer.ts';
import type { TrainingHost } from './training-host.ts';
import { type ChoosePlan, type EarlierRuns, planAtStart, planOnCommand } from './training-plan.ts';
import { TrainingRun } from './training-run.ts';

/** The editor gives an extension only a few seconds for its end. */
const END_MILLISECONDS = 2500;

/** Training in one window: at most one run at a time, and only in the window that holds the lock. */
export class TrainingSession {
  readonly #host: TrainingHost;
  readonly #trainer: Trainer;
  readonly #lock: LockSession;
  #activity: Activity = 'starting';
  #run: TrainingRun | undefined;
  #foundNothing = false;
  #isDisposed = false;

  constructor(host: TrainingHost) {
    this.#host = host;
    this.#trainer = new Trainer(host, {
      started: (caller) => {
        this.#listen(caller);
      },
      hasRun: () => this.#run !== undefined,
    });
    this.#lock = new LockSession({
      acquireLock: () => host.acquireLock(),
      log: host.log,
      lockLost: () => void this.#lockLost(),
      lookAgain: () => this.#lookAgain(),
    });
  }

  get threads(): number {
    return this.#trainer.threads;
  }

  /** Continues where the last window left off, if the user lets Tacit learn automatically. */
  async begin(): Promise<void> {
    if (this.#host.settings().auto) await this.#attempt(planAtStart);
    else if (this.#run === undefined) this.#setActivity('idle');
  }

  /** Called when the workspace has new folders: trains from scratch, if the user lets Tacit learn automatically. */
  async startOver(): Promise<void> {
    if (!this.#host.settings().auto) return;
    await this.#attempt((_model, { stoppedByUser }) => (stoppedByUser ? 'rest' : 'start-over'));
  }

  /** Trains because the user asks. Resolves when the run has ended. */
  async train(): Promise<Outcome<TrainingEnd | undefined>> {
    this.#trainer.resetCrashes();
    this.#storeEarlierRuns({ stoppedByUser: false });
    return this.#attempt(planOnCommand);
  }

  async pause(): Promise<void> {
    await this.#run?.pause();
  }

  async resume(): Promise<void> {
    await this.#run?.resume();
  }

  /** Ends the run because the user asks. Training does not start again automatically. Resolves when it has ended. */
  async stop(): Promise<void> {
    if (this.#run === undefined) return;
    this.#storeEarlierRuns({ stoppedByUser: true });
    await this.#run.stopForUser();
  }

  shareChanged(): void {
    this.#trainer.shareChanged();
  }

  /** Called when a suggestion is wanted: where no core is left for it, training rests for a moment. */
  giveWay(): void {
    if (this.#isActivity('training')) this.#trainer.giveWay();
  }

  /** Called when files were made or changed: if there was too little to learn from, there may be enough now. */
  async filesChanged(): Promise<void> {
    if (this.#foundNothing && this.#trainer.model === undefined && this.#host.settings().auto)
      await this.begin();
  }

  /** Learns what a save has changed in a file. */
  async learn(saved: SavedFile): Promise<void> {
    if (!this.#trainer.isOpen || !this.#host.settings().auto) return;
    if (this.#trainer.model === undefined) return this.filesChanged();
    const before = this.#activity;
    if (this.#run === undefined) this.#setActivity('learning');
    const outcome = await this.#trainer.call('learn', saved);
    if (this.#isActivity('learning')) this.#setActivity(before === 'learning' ? 'idle' : before);
    if (!outcome.ok) {
      this.#host.log.debug(`${saved.path} was not learned when it was saved: ${outcome.failure.message}`);
    } else if (outcome.value.lines > 0) {
      this.#host.report({ learned: { ...outcome.value, path: saved.path } });
    }
  }

  /** Gives up what has learned from what is to be forgotten. `isMore`: whether that is more than files that are gone. */
  async forget(forgotten: Omit<ForgetParams, 'modelPath'>, isMore: boolean): Promise<void> {
    if (!isMore && !this.#trainer.isOpen) return;
    if (await this.#trainer.forget(forgotten)) void this.startOver();
  }

  /** Gives up everything, and releases the lock. */
  async erase(): Promise<void> {
    await this.#trainer.erase();
    await this.#run?.end();
    await this.#lock.release();
  }

  /** Ends the run, which stores its model if the editor gives enough time, and then the thread. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    if (this.#run !== undefined) {
      const limit = new AbortController();
      await Promise.race([this.#run.end(), wait(END_MILLISECONDS, limit.signal)]);
      limit.abort();
    }
    await this.#trainer.dispose();
    await this.#lock.dispose();
  }

  async #attempt(choose: ChoosePlan): Promise<Outcome<TrainingEnd | undefined>> {
    if (this.#isDisposed) return failed('cancelled', 'Tacit is ending.');
    if (this.#run !== undefined) return failed('busy', 'Tacit is learning already.');
    const run = new TrainingRun(this.#host, this.#trainer, (activity) => {
      this.#setActivity(activity);
    });
    this.#run = run;
    const outcome = await run.during(() => this.#prepareAndTrain(run, choose));
    this.#run = undefined;
    this.#settle(run, outcome);
    return outcome;
  }

  async #prepareAndTrain(run: TrainingRun, choose: ChoosePlan): Promise<Outcome<TrainingEnd | undefined>> {
    const ready = await this.#prepare();
    if (!ready.ok) return ready;
    const { preset } = this.#host.settings();
    const plan = choose(this.#trainer.model, this.#host.earlierRuns(), preset);
    if (plan === 'rest') return succeeded(undefined);
    this.#host.report({ failure: this.#trainer.takeProblem(), corpus: undefined });
    this.#storeEarlierRuns({ preset });
    return run.train(preset, plan === 'continue');
  }

  /** Makes sure that this window holds the lock and that the stored model is open. */
  async #prepare(): Promise<Outcome<null>> {
    switch (await this.#lock.acquire()) {
      case 'elsewhere':
        return failed('elsewhere', 'Another window of the editor learns in this workspace.');
      case 'unavailable':
        // Nothing can be stored there. The trainer reports that when it tries; until then it can learn in memory.
        return this.#trainer.open();
      case 'held':
        return this.#trainer.isOpen ? succeeded(null) : this.#trainer.open();
    }
  }

  #listen(caller: Caller<TrainerContract>): void {
    caller.on('reading', (reading) => {
      this.#host.report({ reading });
    });
    caller.on('corpus', (corpus) => {
      if (this.#isActivity('reading'))
        this.#setActivity(this.#run?.isPaused === true ? 'paused' : 'training');
      this.#host.report({ corpus, reading: undefined });
    });
    caller.on('progress', (progress) => {
      if (this.#run?.isPaused === false && !this.#run.isStopping) this.#setActivity('training');
      this.#host.report({ progress });
    });
  }

  /** Reports how a run has ended. */
  #settle(run: TrainingRun, outcome: Outcome<TrainingEnd | undefined>): void {
    this.#host.report({ progress: undefined, reading: undefined });
    if (outcome.ok) {
      const hasTrained = outcome.value !== undefined;
      const wasStopped = hasTrained ? run.stoppedByUser : this.#host.earlierRuns().stoppedByUser;
      if (hasTrained) {
        this.#trainer.learned(outcome.value.model);
        this.#host.report({ model: outcome.value.model, failure: outcome.value.unstored });
      }
      this.#setActivity(wasStopped ? 'stopped' : 'idle');
    } else if (outcome.failure.code === 'elsewhere') {
      this.#lookOn();
    } else if (run.isStopping || outcome.failure.code === 'cancelled') {
      this.#setActivity(run.stoppedByUser ? 'stopped' : 'idle');
    } else {
      this.#foundNothing = outcome.failure.code === 'nothing-to-learn';
      this.#host.log.error(outcome.failure.message);
      this.#host.report({ failure: outcome.failure });
      this.#setActivity('failed');
    }
  }

  /** Leaves learning to another window and uses what it stores. */
  #lookOn(): void {
    this.#setActivity('elsewhere');
    void this.#lock.lookOn();
  }

  /** Serves what the other window has stored, and learns here if it no longer does. */
  async #lookAgain(): Promise<void> {
    if (this.#isDisposed || !this.#isActivity('elsewhere')) return;
    await this.#host.serveStoredModel();
    await this.begin();
  }

  async #lockLost(): Promise<void> {
    this.#trainer.close();
    await this.#run?.end();
    // The run may have been about to open the model.
    this.#trainer.close();
    this.#lookOn();
  }

  #storeEarlierRuns(change: Partial<EarlierRuns>): void {
    this.#host.storeEarlierRuns({ ...this.#host.earlierRuns(), ...change });
  }

  #isActivity(activity: Activity): boolean {
    return this.#activity === activity;
  }

  #setActivity(activity: Activity): void {
    if (this.#activity === activity) return;
    this.#activity = activity;
    this.#host.report({ activity });
  }
}
