import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import { Batches } from '../../core/text/batches.ts';
import type { TokenizedFile } from '../../core/text/token-stream.ts';
import type { ModelShape } from '../../core/model/model-shape.ts';
import { EarlyStopping } from '../../core/training/early-stopping.ts';
import type { StepReport } from '../../core/training/trainer.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { TrainingEnd } from '../../protocol/trainer-contract.ts';
import { drive } from '../drive.ts';
import type { Platform } from '../platform.ts';
import { ReplicatedTrainer } from '../replicas/replicated-trainer.ts';
import { Budget } from './budget.ts';
import { EvaluationSchedule } from './evaluation-schedule.ts';
import { ProgressReporter } from './progress-reporter.ts';
import type { RunDescription } from './run-description.ts';
import type { RunHost } from './run-host.ts';
import { TrainingClock } from './training-clock.ts';
import { atTheStart, type Snapshot, type TrainingPosition } from './training-position.ts';

/** How often a run that breaks down goes on with a smaller learning rate, and by what factor it is smaller. */
const MOST_SETBACKS = 4;
const SMALLER_RATE = 0.25;

/**
 * Seconds of training after which a checkpoint is made without an evaluation: where evaluations are rarer, as in a long
 * run that is bounded by its work. A killed process loses this much, the step under way and an evaluation at most.
 */
const CHECKPOINT_EVERY = 20;

/** Trains until the budget is used up, nothing is gained any more, or it is told to stop. Between steps it breathes. */
export class TrainingLoop {
  readonly #platform: Platform;
  readonly #host: RunHost;
  readonly #validation: readonly TokenizedFile[];
  readonly #shape: ModelShape;
  readonly #batches: Batches;
  readonly #budget: Budget;
  readonly #schedule: EvaluationSchedule;
  readonly #clock: TrainingClock;
  readonly #stopping: EarlyStopping<NamedTensors>;
  readonly #reporter: ProgressReporter;
  /** Where the run goes back to when it breaks down: the last checkpoint; undefined for its very beginning. */
  #safe: Snapshot | undefined;
  #setbacks = 0;
  /** Seconds of training at the last checkpoint of any kind. */
  #kept: number;
  #options: TrainingOptions;
  #trainer: ReplicatedTrainer;
  #position: Omit<TrainingPosition, 'seconds'>;

  constructor(platform: Platform, { corpus, shape, options, start }: RunDescription, host: RunHost) {
    const { parameters, position = atTheStart } = start ?? {};
    const { epoch, batch, seconds, validationBitsPerCharacter: bits } = position;
    this.#platform = platform;
    this.#host = host;
    this.#shape = shape;
    this.#options = options;
    this.#safe = start;
    this.#kept = seconds;
    this.#position = position;
    this.#validation = corpus.validation;
    this.#trainer = this.#newTrainer();
    this.#batches = new Batches(corpus.training, options.batch, options.window, options.seed);
    this.#seek(epoch, batch);
    this.#budget = new Budget(options.budget, this.#batches.batchesPerEpoch);
    this.#schedule = new EvaluationSchedule(this.#budget, position);
    this.#clock = new TrainingClock(platform, host.duty, seconds);
    const best = parameters && bits !== undefined ? { bits, kept: parameters } : undefined;
    this.#stopping = new EarlyStopping(options.patience, best);
    this.#reporter = new ProgressReporter(corpus, this.#budget, this.#clock, host.onProgress);
  }

  get position(): TrainingPosition {
    return { ...this.#position, seconds: this.#clock.seconds };
  }

  /**
   * Does some work between two steps, on the parameters of that moment. The run continues with those it returns.
   * Resolves to undefined if the run ends before the work begins.
   */
  interrupt<T extends { readonly parameters: NamedTensors }>(
    work: (parameters: NamedTensors) => Promise<T>,
  ): Promise<T | undefined> {
    return this.#host.control.interrupt(async () => {
      const result = await work(this.#trainer.parameters());
      this.#trainer.load(result.parameters);
      this.#safe &&= { ...this.#safe, parameters: result.parameters };
      this.#stopping.forgetBest();
      return result;
    });
  }

  async run(): Promise<Outcome<TrainingEnd['reason']>> {
    this.#clock.skip();
    while (await this.#host.control.mayStep(this.#clock)) {
      const { done } = this.#progress();
      if (done >= 1) return this.#end(this.#stopping.isCooling ? 'no-longer-improving' : 'finished');
      const report = this.#step(done);
      if (report.diverged) {
        if (!this.#goBack()) return diverged(this.#position.step);
        continue;
      }
      this.#reporter.stepped(report, this.position, this.#progress());
      await this.#platform.breathe();
      if (this.#schedule.due(this.position)) {
        await this.#evaluate();
        this.#reporter.report(report, this.position, this.#progress());
      } else if (this.#clock.seconds - this.#kept >= CHECKPOINT_EVERY) await this.#keep();
    }
    return this.#end('stopped');
  }

  dispose(): void {
    this.#trainer.dispose();
  }

  /** How far the run is, and the part of the budget that will be used at its end. */
  #progress(): { readonly done: number; readonly end: number } {
    const { end } = this.#stopping;
    return { done: this.#stopping.progress(this.#budget.used(this.position)), end };
  }

  #step(progress: number): StepReport {
    const { startsEpoch } = this.#batches;
    const report = this.#trainer.step(this.#batches.next(), progress, startsEpoch);
    if (report.diverged) return report;
    const { epoch, position: batch } = this.#batches;
    const tokens = this.#position.tokens + report.tokens;
    this.#position = { ...this.#position, step: this.#trainer.steps, epoch, batch, tokens };
    this.#clock.count();
    return report;
  }

  /** Goes back to the last checkpoint and on with a smaller learning rate. False where that has been tried enough. */
  #goBack(): boolean {
    if (this.#setbacks === MOST_SETBACKS) return false;
    this.#setbacks++;
    const { step: broken } = this.#position;
    this.#options = { ...this.#options, learningRate: this.#options.learningRate * SMALLER_RATE };
    this.#trainer.dispose();
    this.#trainer = this.#newTrainer();
    this.#position = this.#safe?.position ?? atTheStart;
    this.#seek(this.#position.epoch, this.#position.batch);
    this.#host.onSetback({ step: broken, learningRate: this.#options.learningRate });
    return true;
  }

  #newTrainer(): ReplicatedTrainer {
    const { parameters, moments, position } = this.#safe ?? {};
    const from = { parameters, moments, step: position?.step };
    return new ReplicatedTrainer(this.#platform, this.#shape, this.#options, this.#host.threads, from);
  }

  #seek(epoch: number, batch: number): void {
    this.#batches.seek(epoch, Math.min(batch, this.#batches.batchesPerEpoch - 1));
  }

  /** Evaluates in the middle of the run. */
  async #evaluate(): Promise<void> {
    const before = this.#clock.seconds;
    await this.#checkpoint(false, await this.#isBest());
    this.#schedule.took(this.#clock.seconds - before, this.position);
    this.#stopping.coolIfStalled(this.#budget.used(this.position));
  }

  /** Evaluates for the last time, and goes back to the best parameters if these are worse. */
  async #end(reason: TrainingEnd['reason']): Promise<Outcome<TrainingEnd['reason']>> {
    const isBest = await this.#isBest();
    const { best } = this.#stopping;
    if (!isBest && best) {
      this.#trainer.load(best.kept);
      this.#position = { ...this.#position, validationBitsPerCharacter: best.bits };
    }
    await this.#checkpoint(reason !== 'stopped', isBest);
    return succeeded(reason);
  }

  /** Scores the validation files. Returns whether no score was better, which is true where there are no such files. */
  async #isBest(): Promise<boolean> {
    if (this.#validation.length === 0) return true;
    const bits = await drive(this.#trainer.evaluate(this.#validation), this.#platform);
    this.#position = { ...this.#position, validationBitsPerCharacter: bits };
    return this.#stopping.judge(bits, () => this.#trainer.parameters());
  }

  /** Hands over the best parameters so far. */
  async #checkpoint(finished: boolean, isNew: boolean): Promise<void> {
    this.#clock.count();
    const { best } = this.#stopping;
    this.#safe = this.#snapshot(best?.kept, best?.bits, finished);
    await this.#handOver(this.#safe, isNew);
  }

  /** Hands over the present parameters, to be stored. The clock decides when, so they must not change the run. */
  #keep(): Promise<void> {
    return this.#handOver(this.#snapshot(undefined, undefined, false), false);
  }

  #snapshot(best: NamedTensors | undefined, bits: number | undefined, finished: boolean): Snapshot {
    return {
      position: { ...this.position, validationBitsPerCharacter: bits },
      parameters: best ?? this.#trainer.parameters(),
      moments: this.#trainer.moments(),
      learningRate: this.#options.learningRate,
      finished,
    };
  }

  async #handOver(snapshot: Snapshot, isNew: boolean): Promise<void> {
    this.#kept = snapshot.position.seconds;
    await this.#host.onCheckpoint(snapshot, isNew);
  }
}

function diverged(step: number): Outcome<never> {
  return failed(
    'diverged',
    `Training broke down at step ${step}: its numbers grew without bound. ` +
      'Try a smaller learning rate or another preset.',
  );
}
