import type { ModelShape } from '../../core/model/model-shape.ts';
import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import { Batches } from '../../core/text/batches.ts';
import type { PreparedCorpus } from '../../core/text/prepared-corpus.ts';
import { Trainer, type StepReport, type TrainerStart } from '../../core/training/trainer.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { TrainingEnd, TrainingProgress } from '../../protocol/trainer-contract.ts';
import { Budget } from './budget.ts';
import { drive } from '../drive.ts';
import type { DutyCycle } from './duty-cycle.ts';
import { EvaluationSchedule } from './evaluation-schedule.ts';
import type { Platform } from '../platform.ts';
import { ReplicaTeam } from '../replicas/replica-team.ts';
import { shareReplicas, SharedReplica } from '../replicas/shared-replicas.ts';
import { atTheStart, type Snapshot, type TrainingPosition } from './training-position.ts';

export interface LoopEvents {
  progress(progress: TrainingProgress): void;
  /**
   * After each look at the validation files: the best parameters so far, to be stored, and to be served when they are
   * new. The loop waits for it.
   */
  checkpoint(snapshot: Snapshot, isNew: boolean): Promise<void>;
}

/** What a run may take of the machine. */
export interface LoopShare {
  readonly duty: DutyCycle;
  /** Threads that train side by side; one where they cannot share memory. */
  readonly threads: number;
}

/** Seconds between two notices of progress. */
const PROGRESS_EVERY = 0.5;
/** Of the budget, for bringing the learning rate down early. */
const COOLING_PART = 0.1;
/** Smoothing of the reported training loss: about the last fifty steps. */
const LOSS_MEMORY = 0.98;

/** Trains until the budget is used up, nothing is gained any more, or it is told to stop. Between steps it breathes. */
export class TrainingLoop {
  readonly #platform: Platform;
  readonly #corpus: PreparedCorpus;
  readonly #patience: number;
  readonly #trainer: Trainer;
  readonly #team: ReplicaTeam | undefined;
  readonly #batches: Batches;
  readonly #budget: Budget;
  readonly #schedule: EvaluationSchedule;
  readonly #events: LoopEvents;
  readonly #duty: DutyCycle;
  readonly #interruptions: (() => Promise<void>)[] = [];
  #position: TrainingPosition;
  #best: { readonly bits: number; readonly parameters: NamedTensors } | undefined;
  #withoutGain = 0;
  /** The used part of the budget when nothing was gained any more. */
  #coolingFrom: number | undefined;
  #stopping = false;
  #paused = false;
  #wake: (() => void) | undefined;
  #clock: number;
  #bitsPerToken = 0;

  constructor(
    platform: Platform,
    corpus: PreparedCorpus,
    shape: ModelShape,
    options: TrainingOptions,
    events: LoopEvents,
    { duty, threads }: LoopShare,
    start?: Snapshot,
  ) {
    const position = start?.position ?? atTheStart;
    this.#platform = platform;
    this.#corpus = corpus;
    this.#patience = options.patience;
    this.#events = events;
    this.#duty = duty;
    this.#position = position;
    const kernels = platform.createKernels();
    const from: TrainerStart = {
      parameters: start?.parameters,
      moments: start?.moments,
      step: position.step,
    };
    const count = Math.min(threads, options.batch);
    const { startReplica } = platform;
    const shared = startReplica && count > 1 ? shareReplicas(count, shape, options) : undefined;
    const first = shared && new SharedReplica(kernels, shared, 0);
    this.#trainer = new Trainer(kernels, shape, options, from, first);
    if (startReplica && shared && first) {
      const work = { shared, shape, options, start: from, kernels: kernels.name };
      this.#team = new ReplicaTeam(first, work, startReplica);
    }
    this.#batches = new Batches(corpus.training, options.batch, options.window, options.seed);
    this.#batches.seek(position.epoch, Math.min(position.batch, this.#batches.batchesPerEpoch - 1));
    this.#budget = new Budget(options.budget, this.#batches.batchesPerEpoch);
    this.#schedule = new EvaluationSchedule(this.#budget, position);
    this.#clock = platform.now();
    if (start && position.validationBitsPerCharacter !== undefined) {
      this.#best = { bits: position.validationBitsPerCharacter, parameters: start.parameters };
    }
  }

  get position(): TrainingPosition {
    return this.#position;
  }

  /** Ends the run in good order after the step in hand. */
  stop(): void {
    this.#stopping = true;
    this.#wake?.();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wake?.();
  }

  /** Does some work between two steps, in a pause too, on the parameters of that moment; it returns those to go on with. */
  interrupt(work: (parameters: NamedTensors) => Promise<NamedTensors>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#interruptions.push(() =>
        work(this.#trainer.parameters())
          .then((parameters) => {
            this.#load(parameters);
            // What was best has not learned this: going back to it would forget it.
            this.#best = undefined;
          })
          .then(resolve, reject),
      );
      this.#wake?.();
    });
  }

  async run(): Promise<Outcome<TrainingEnd['reason']>> {
    this.#clock = this.#platform.now();
    let reported = -Infinity;
    for (;;) {
      await this.#interruptions.shift()?.();
      if (this.#stopping) return this.#end('stopped');
      if (this.#paused) {
        await this.#withoutCounting(new Promise<void>((resolve) => (this.#wake = resolve)));
        this.#wake = undefined;
        continue;
      }
      if (this.#duty.isTired) {
        await this.#withoutCounting(this.#duty.rest());
        continue;
      }
      const progress = this.#progressOfSchedule();
      if (progress >= 1) return this.#end(this.#cooling ? 'no-longer-improving' : 'finished');

      const { startsEpoch } = this.#batches;
      if (startsEpoch) this.#trainer.resetState();
      const batch = this.#batches.next();
      this.#team?.step(batch, progress, startsEpoch);
      const report = this.#trainer.step(batch, progress);
      if (report.diverged) return diverged(this.#position.step);
      this.#advance(report);
      if (this.#position.seconds - reported >= PROGRESS_EVERY) {
        reported = this.#position.seconds;
        this.#events.progress(this.#progress(report));
      }
      await this.#platform.breathe();
      if (!this.#schedule.due(this.#position)) continue;
      const before = this.#position.seconds;
      await this.#checkpoint(false, await this.#improved());
      this.#schedule.took(this.#position.seconds - before, this.#position);
      if (this.#withoutGain >= this.#patience) this.#coolDown();
      this.#events.progress(this.#progress(report));
    }
  }

  dispose(): void {
    this.stop();
    this.#team?.dispose();
    this.#trainer.dispose();
  }

  #load(parameters: NamedTensors): void {
    this.#trainer.loadParameters(parameters);
    this.#team?.load(parameters);
  }

  get #cooling(): boolean {
    return this.#coolingFrom !== undefined;
  }

  #coolDown(): void {
    this.#coolingFrom ??= this.#budget.used(this.#position);
  }

  /**
   * How far the learning rate's schedule is, 0 to 1: the used part of the budget. Without gain at a high rate a lower
   * one may still gain, so the rest of the schedule is then run in a tenth of the budget, rather than left out.
   */
  #progressOfSchedule(): number {
    const used = this.#budget.used(this.#position);
    if (this.#coolingFrom === undefined) return used;
    return Math.min(
      1,
      this.#coolingFrom + ((used - this.#coolingFrom) / COOLING_PART) * (1 - this.#coolingFrom),
    );
  }

  /** Measures, goes back to the best parameters if these are worse, and hands them over. */
  async #end(reason: TrainingEnd['reason']): Promise<Outcome<TrainingEnd['reason']>> {
    const improved = await this.#improved();
    if (!improved && this.#best) {
      this.#load(this.#best.parameters);
      this.#position = { ...this.#position, validationBitsPerCharacter: this.#best.bits };
    }
    await this.#checkpoint(reason !== 'stopped', improved);
    return succeeded(reason);
  }

  /** Scores the validation files; true when they were never more probable, and where there are none to ask. */
  async #improved(): Promise<boolean> {
    const { validation } = this.#corpus;
    if (validation.length === 0) return true;
    const { bitsPerCharacter: bits } = await drive(this.#trainer.evaluate(validation), this.#platform);
    this.#position = { ...this.#position, validationBitsPerCharacter: bits };
    if (this.#best && bits > this.#best.bits) {
      this.#withoutGain++;
      return false;
    }
    this.#best = { bits, parameters: this.#trainer.parameters() };
    this.#withoutGain = 0;
    return true;
  }

  async #checkpoint(finished: boolean, isNew: boolean): Promise<void> {
    this.#spend();
    const snapshot = {
      position: { ...this.#position, validationBitsPerCharacter: this.#best?.bits },
      parameters: this.#best?.parameters ?? this.#trainer.parameters(),
      moments: this.#trainer.moments(this.#team?.states()),
      finished,
    };
    await this.#events.checkpoint(snapshot, isNew);
  }

  /** Waits for a rest or a pause to end; its time is not spent on training. */
  async #withoutCounting(end: Promise<void>): Promise<void> {
    this.#spend();
    await end;
    this.#clock = this.#platform.now();
  }

  /** Puts the time since the last look on the account. */
  #spend(): void {
    const time = this.#platform.now();
    this.#duty.worked(time - this.#clock);
    this.#position = { ...this.#position, seconds: this.#position.seconds + (time - this.#clock) / 1000 };
    this.#clock = time;
  }

  #advance({ tokens, loss }: StepReport): void {
    const bits = loss / Math.LN2;
    this.#bitsPerToken =
      this.#bitsPerToken === 0 ? bits : LOSS_MEMORY * this.#bitsPerToken + (1 - LOSS_MEMORY) * bits;
    this.#position = {
      ...this.#position,
      step: this.#trainer.steps,
      epoch: this.#batches.epoch,
      batch: this.#batches.position,
      tokens: this.#position.tokens + tokens,
    };
    this.#spend();
  }

  #progress({ gradientNorm, learningRate }: StepReport): TrainingProgress {
    const { seconds, step, epoch, tokens, validationBitsPerCharacter } = this.#position;
    const { charactersPerToken } = this.#corpus;
    const tokensPerSecond = tokens / Math.max(seconds, 1e-3);
    return {
      seconds,
      fraction: this.#budget.used(this.#position),
      secondsLeft: this.#budget.secondsLeft(this.#position) / this.#duty.share,
      step,
      epoch,
      tokens,
      tokensPerSecond,
      charactersPerSecond: tokensPerSecond * charactersPerToken,
      trainBitsPerCharacter: this.#bitsPerToken / charactersPerToken,
      validationBitsPerCharacter,
      gradientNorm,
      learningRate,
    };
  }
}

function diverged(step: number): Outcome<never> {
  return failed(
    'diverged',
    `Training broke down at step ${step}: the loss is no longer a number. Try a smaller learning rate or another preset.`,
  );
}
