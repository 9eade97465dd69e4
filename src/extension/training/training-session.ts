import type { PresetName } from '../../core/training/training-options.ts';
import type { Caller } from '../../protocol/caller.ts';
import type { Failure, Outcome } from '../../protocol/failure.ts';
import { failed, succeeded } from '../../protocol/failure.ts';
import type {
  FileReference,
  ModelSummary,
  SavedFile,
  TrainerContract,
  TrainingEnd,
} from '../../protocol/trainer-contract.ts';
import type { Activity } from '../api.ts';
import type { Lock } from '../platform.ts';
import type { EarlierRuns, Plan } from './training-plan.ts';
import { planAtStart, planOnCommand } from './training-plan.ts';
import type { TrainingHost } from './training-host.ts';
import { wait } from '../threads/wait.ts';
import { WorkerThread } from '../threads/worker-thread.ts';

/** How often a window that only looks on asks whether it may learn, and whether there is a newer model. */
const LOOK_MILLISECONDS = 60_000;
/** The editor gives an extension a few seconds to end. */
const END_MILLISECONDS = 2500;
/** A rest for the sake of one suggestion: longer than nearly all of them take. */
export const GIVEN_WAY_MILLISECONDS = 100;

type ChoosePlan = (model: ModelSummary | undefined, earlier: EarlierRuns, preset: PresetName) => Plan;

interface Run {
  readonly stopping: AbortController;
  ended: Promise<unknown>;
  paused: boolean;
  stoppedByUser: boolean;
}

/**
 * Learning in one window: owns the trainer thread and the lock on the workspace's model, and knows what is under way.
 * At most one run at a time; a crashed thread is started again and the run goes on from its last checkpoint.
 */
export class TrainingSession {
  readonly #host: TrainingHost;
  readonly #thread: WorkerThread<TrainerContract>;
  readonly #end = new AbortController();
  #activity: Activity = 'starting';
  #lock: Lock | undefined;
  #isOpen = false;
  #isLookingOn = false;
  #model: ModelSummary | undefined;
  /** What was wrong with the stored model when it was opened. */
  #problem: Failure | undefined;
  #foundNothing = false;
  #run: Run | undefined;

  constructor(host: TrainingHost) {
    this.#host = host;
    this.#thread = new WorkerThread(() => host.startThread(), {
      started: (caller, again) => {
        this.#listen(caller);
        this.#share(caller);
        // A run opens the model itself when its thread comes back.
        if (again && this.#isOpen && this.#run === undefined) void this.#open();
        host.threadCountChanged();
      },
      ended: (reason) => {
        host.log.error(`The trainer's thread ended: ${reason}`);
        host.threadCountChanged();
      },
    });
  }

  get threads(): number {
    return this.#thread.isAlive ? 1 : 0;
  }

  /** Takes up where the last window left off, if the user lets Tacit learn by itself. */
  async begin(): Promise<void> {
    if (this.#host.settings().auto) await this.#attempt(planAtStart);
    else if (this.#run === undefined) this.#setActivity('idle');
  }

  /** The workspace has other folders than before: learns it anew, if the user lets Tacit learn by itself. */
  async startOver(): Promise<void> {
    if (!this.#host.settings().auto) return;
    await this.#attempt((_model, { stoppedByUser }) => (stoppedByUser ? 'rest' : 'start-over'));
  }

  /** Trains because the user asks. Resolves when the run has ended. */
  async train(): Promise<Outcome<TrainingEnd | undefined>> {
    this.#thread.resetCrashes();
    this.#storeEarlierRuns({ stoppedByUser: false });
    return this.#attempt(planOnCommand);
  }

  async pause(): Promise<void> {
    const run = this.#run;
    if (run === undefined || run.paused) return;
    run.paused = true;
    this.#setActivity('paused');
    await this.#thread.call('pause', null);
  }

  async resume(): Promise<void> {
    const run = this.#run;
    if (run?.paused !== true) return;
    run.paused = false;
    this.#setActivity('training');
    await this.#thread.call('resume', null);
  }

  /** Ends the run because the user asks: it does not start again by itself. Resolves when it has ended. */
  async stop(): Promise<void> {
    if (this.#run === undefined) return;
    this.#storeEarlierRuns({ stoppedByUser: true });
    this.#run.stoppedByUser = true;
    await this.#endRun(this.#run);
  }

  /** The user has set how much of a core training may take: also of the run under way. */
  shareChanged(): void {
    if (this.#thread.isAlive) this.#share(this.#thread);
  }

  /** Somebody types: where no core is left for that, training rests until shortly after. */
  giveWay(): void {
    if (!this.#isActivity('training')) return;
    const { threads, cores } = this.#host.settings();
    if (threads < cores) return;
    void this.#thread.call('giveWay', { milliseconds: GIVEN_WAY_MILLISECONDS });
  }

  #share(caller: Pick<Caller<TrainerContract>, 'call'>): void {
    void caller.call('setShare', { share: this.#host.settings().cpu / 100 });
  }

  /** Learns the change of a file that was saved. */
  async learn(saved: SavedFile): Promise<void> {
    if (!this.#isOpen || !this.#host.settings().auto) return;
    if (this.#model === undefined) {
      // The workspace was too small to learn from; it may no longer be.
      if (this.#foundNothing) await this.begin();
      return;
    }
    const before = this.#activity;
    if (this.#run === undefined) this.#setActivity('learning');
    const outcome = await this.#thread.call('learn', saved);
    if (this.#isActivity('learning')) this.#setActivity(before === 'learning' ? 'idle' : before);
    if (!outcome.ok) {
      this.#host.log.debug(`${saved.path} was not learned on save: ${outcome.failure.message}`);
    } else if (outcome.value.lines > 0) {
      this.#host.report({ learned: { ...outcome.value, path: saved.path } });
    }
  }

  /** Ends in good order as far as the editor gives time: the run under way is stored, then the thread ends. */
  async dispose(): Promise<void> {
    this.#end.abort();
    if (this.#run !== undefined) await Promise.race([this.#endRun(this.#run), wait(END_MILLISECONDS)]);
    await this.#thread.dispose();
    await this.#lock?.release();
  }

  async #attempt(choose: ChoosePlan): Promise<Outcome<TrainingEnd | undefined>> {
    if (this.#end.signal.aborted) return failed('cancelled', 'Tacit is ending.');
    if (this.#run !== undefined) return failed('busy', 'Tacit is learning already.');
    const run: Run = {
      stopping: new AbortController(),
      ended: Promise.resolve(),
      paused: false,
      stoppedByUser: false,
    };
    this.#run = run;
    const ended = this.#prepareAndTrain(run, choose);
    run.ended = ended;
    const outcome = await ended;
    this.#run = undefined;
    this.#settle(run, outcome);
    return outcome;
  }

  async #prepareAndTrain(run: Run, choose: ChoosePlan): Promise<Outcome<TrainingEnd | undefined>> {
    const ready = await this.#prepare();
    if (!ready.ok) return ready;
    const { preset } = this.#host.settings();
    const plan = choose(this.#model, this.#host.earlierRuns(), preset);
    if (plan === 'rest') return succeeded(undefined);
    this.#host.report({ failure: this.#problem, corpus: undefined });
    this.#problem = undefined;
    this.#storeEarlierRuns({ preset });
    let resume = plan === 'continue';
    for (;;) {
      this.#setActivity('reading');
      const outcome = await this.#train(run, preset, resume);
      if (outcome.ok || outcome.failure.code !== 'worker-ended' || run.stopping.signal.aborted)
        return outcome;
      this.#setActivity('starting');
      if (!(await this.#thread.restarted())) return outcome;
      const opened = await this.#open();
      if (!opened.ok) return opened;
      resume = true;
    }
  }

  async #train(run: Run, preset: PresetName, resume: boolean): Promise<Outcome<TrainingEnd>> {
    const { stopping } = run;
    let files: readonly FileReference[];
    try {
      files = await this.#host.listFiles(stopping.signal);
    } catch (error) {
      return failed('internal', `The editor could not list the files of the workspace: ${String(error)}`);
    }
    if (stopping.signal.aborted) return failed('cancelled', 'Stopped.');
    const ended = this.#thread.call('train', {
      files,
      preset,
      options: { budget: { seconds: this.#host.settings().minutes * 60 } },
      threads: this.#host.settings().threads,
      resume,
      modelPath: this.#host.modelPath,
      workspaceName: this.#host.workspaceName,
    });
    if (run.paused) void this.#thread.call('pause', null);
    return ended;
  }

  /** Makes sure of the lock and of the stored model. */
  async #prepare(): Promise<Outcome<null>> {
    if (this.#lock === undefined) {
      try {
        this.#lock = await this.#host.acquireLock();
      } catch (error) {
        // Nothing can be stored there. The trainer will say so when it stores; until then it can learn in memory.
        this.#host.log.warn(`The lock beside the model could not be made: ${String(error)}`);
        return this.#open();
      }
      if (this.#lock === undefined) {
        return failed('elsewhere', 'Another window of the editor learns in this workspace.');
      }
      this.#lock.onLost(() => {
        this.#lose();
      });
    }
    return this.#isOpen ? succeeded(null) : this.#open();
  }

  async #open(): Promise<Outcome<null>> {
    const opened = await this.#thread.call('open', { modelPath: this.#host.modelPath });
    if (!opened.ok) return opened;
    this.#isOpen = true;
    this.#model = opened.value.model;
    this.#problem = opened.value.problem;
    if (this.#problem !== undefined) this.#host.report({ failure: this.#problem });
    return succeeded(null);
  }

  #listen(caller: Caller<TrainerContract>): void {
    const host = this.#host;
    caller.on('reading', (reading) => {
      host.report({ reading });
    });
    caller.on('corpus', (corpus) => {
      if (this.#isActivity('reading')) this.#setActivity('training');
      host.report({ corpus, reading: undefined });
    });
    caller.on('progress', (progress) => {
      if (this.#run?.paused === false) this.#setActivity('training');
      host.report({ progress });
    });
    caller.on('model', ({ bytes, summary }) => {
      this.#model = summary;
      host.serveModel(bytes);
    });
    caller.on('problem', (failure) => {
      host.log.warn(failure.message);
      host.report({ failure });
    });
  }

  /** Says how a run has ended. */
  #settle(run: Run, outcome: Outcome<TrainingEnd | undefined>): void {
    this.#host.report({ progress: undefined, reading: undefined });
    if (outcome.ok) {
      const wasStopped =
        outcome.value === undefined ? this.#host.earlierRuns().stoppedByUser : run.stoppedByUser;
      if (outcome.value !== undefined) {
        this.#model = outcome.value.model;
        this.#host.report({ model: outcome.value.model });
      }
      this.#setActivity(wasStopped ? 'stopped' : 'idle');
    } else if (outcome.failure.code === 'elsewhere') {
      this.#setActivity('elsewhere');
      void this.#lookOn();
    } else if (run.stopping.signal.aborted || outcome.failure.code === 'cancelled') {
      this.#setActivity(run.stoppedByUser ? 'stopped' : 'idle');
    } else {
      this.#foundNothing = outcome.failure.code === 'nothing-to-learn';
      this.#host.log.error(outcome.failure.message);
      this.#host.report({ failure: outcome.failure });
      this.#setActivity('failed');
    }
  }

  /** While another window learns: uses what it stores, and learns here when it no longer does. */
  async #lookOn(): Promise<void> {
    if (this.#isLookingOn) return;
    this.#isLookingOn = true;
    await wait(LOOK_MILLISECONDS, this.#end.signal);
    this.#isLookingOn = false;
    if (this.#end.signal.aborted || !this.#isActivity('elsewhere')) return;
    await this.#host.serveStoredModel();
    await this.begin();
  }

  /** Another window took this one for dead and learns now. */
  #lose(): void {
    this.#host.log.warn('Another window has taken over learning in this workspace.');
    this.#lock = undefined;
    this.#isOpen = false;
    const run = this.#run;
    const look = (): void => {
      this.#setActivity('elsewhere');
      void this.#lookOn();
    };
    if (run === undefined) look();
    else void this.#endRun(run).then(look);
  }

  async #endRun(run: Run): Promise<void> {
    run.stopping.abort();
    if (this.#thread.isAlive) void this.#thread.call('stop', null);
    await run.ended;
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
