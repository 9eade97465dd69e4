import type { TrainingBudget } from '../../core/training/training-options.ts';
import type { TrainingPosition } from './training-position.ts';

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
  used({ seconds, step, epoch, batch }: TrainingPosition): number {
    const budget = this.#budget;
    const epochs = epoch + batch / this.#batchesPerEpoch;
    return Math.min(
      1,
      Math.max(
        budget.seconds === undefined ? 0 : seconds / budget.seconds,
        budget.steps === undefined ? 0 : step / budget.steps,
        budget.epochs === undefined ? 0 : epochs / budget.epochs,
      ),
    );
  }

  /** Estimated from the pace so far. At the start it is the whole bound on time. */
  secondsLeft(position: TrainingPosition): number {
    const used = this.used(position);
    return used === 0 ? (this.#budget.seconds ?? 0) : (position.seconds / used) * (1 - used);
  }
}
