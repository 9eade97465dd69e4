import type { Budget } from './budget.ts';
import type { TrainingPosition } from './training-position.ts';

/** Seconds to the first look at the validation files: early, so that something is served soon. */
const FIRST = 5;
/** Seconds between two looks at least; a checkpoint follows each, so this is also what a crash can cost. */
const EVERY = 20;
/** A look takes a tenth of the time at most: the next one waits so many times as long as it took. */
const PATIENCE_FOR_ONE = 9;
/** Looks in a run that is bounded by steps or epochs: there the clock must not decide what the model becomes. */
const LOOKS_PER_RUN = 15;

/** When to look at the validation files. */
export class EvaluationSchedule {
  readonly #budget: Budget;
  #next: number;

  constructor(budget: Budget, start: TrainingPosition) {
    this.#budget = budget;
    this.#next = budget.isTimed ? start.seconds + FIRST : budget.used(start) + 1 / LOOKS_PER_RUN;
  }

  /** Whether it is time; the next look is then put off. */
  due(position: TrainingPosition): boolean {
    const now = this.#budget.isTimed ? position.seconds : this.#budget.used(position);
    if (now < this.#next) return false;
    this.#next = now + (this.#budget.isTimed ? EVERY : 1 / LOOKS_PER_RUN);
    return true;
  }

  /** A look that ended at `position` took so long. */
  took(seconds: number, position: TrainingPosition): void {
    if (this.#budget.isTimed)
      this.#next = Math.max(this.#next, position.seconds + PATIENCE_FOR_ONE * seconds);
  }
}
