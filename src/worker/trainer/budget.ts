import type { TrainingBudget } from '../../core/training/training-options.ts';
import type { TrainingPosition } from './training-position.ts';

/** Seconds of training after which its pace is known well enough to foresee its end. */
const KNOWN_AFTER = 3;

/** How much of a run's budget is used. */
export class Budget {
  readonly #budget: TrainingBudget;
  readonly #batchesPerEpoch: number;

  constructor(budget: TrainingBudget, batchesPerEpoch: number) {
    this.#budget = budget;
    this.#batchesPerEpoch = batchesPerEpoch;
  }

  /** Whether time bounds the run. If not, the clock must not influence what is learned. */
  get isTimed(): boolean {
    return this.#budget.seconds !== undefined;
  }

  /** The used part of the bound that will be reached first, 0 to 1. */
  used(position: TrainingPosition): number {
    return Math.min(1, Math.max(this.#usedTime(position), this.#usedWork(position)));
  }

  /**
   * Returns the seconds of training until a part `end` of the budget is used. A bound on time says it exactly, a bound
   * on work by the pace since `earlier`. Undefined as long as that pace is not known.
   */
  secondsLeft(position: TrainingPosition, earlier: TrainingPosition, end: number): number | undefined {
    const { seconds = Infinity } = this.#budget;
    const byTime = seconds === Infinity ? Infinity : (end - this.#usedTime(position)) * seconds;
    if (this.#budget.steps === undefined && this.#budget.epochs === undefined) return Math.max(0, byTime);
    const span = position.seconds - earlier.seconds;
    if (span < KNOWN_AFTER) return undefined;
    const work = this.#usedWork(position);
    const pace = (work - this.#usedWork(earlier)) / span;
    return Math.max(0, Math.min(byTime, (end - work) / pace));
  }

  #usedTime({ seconds }: TrainingPosition): number {
    return this.#budget.seconds === undefined ? 0 : seconds / this.#budget.seconds;
  }

  #usedWork({ step, epoch, batch }: TrainingPosition): number {
    const { steps, epochs } = this.#budget;
    const read = epoch + batch / this.#batchesPerEpoch;
    return Math.max(steps === undefined ? 0 : step / steps, epochs === undefined ? 0 : read / epochs);
  }
}
