import type { Budget } from './budget.ts';
import type { TrainingPosition } from './training-position.ts';

/** Seconds until the first evaluation, which comes early, so that a first model is served soon. */
const FIRST_AFTER = 5;
/** The least seconds between two evaluations. */
const EVERY = 20;
/** The next evaluation waits this many times as long as one took, so that they take a tenth of the time at most. */
const WAIT_PER_DURATION = 9;
/** Evaluations in a run without a bound on time, in which the clock must not influence what is learned. */
const EVALUATIONS_PER_RUN = 15;

/** When to score the validation files. */
export class EvaluationSchedule {
  readonly #budget: Budget;
  #next: number;

  constructor(budget: Budget, start: TrainingPosition) {
    this.#budget = budget;
    this.#next = budget.isTimed ? start.seconds + FIRST_AFTER : budget.used(start) + 1 / EVALUATIONS_PER_RUN;
  }

  /** Whether an evaluation is due. If so, the next one is scheduled. */
  due(position: TrainingPosition): boolean {
    const now = this.#budget.isTimed ? position.seconds : this.#budget.used(position);
    if (now < this.#next) return false;
    this.#next = now + (this.#budget.isTimed ? EVERY : 1 / EVALUATIONS_PER_RUN);
    return true;
  }

  /** Takes note of how long the evaluation took that has just ended at `position`. */
  took(seconds: number, position: TrainingPosition): void {
    if (this.#budget.isTimed)
      this.#next = Math.max(this.#next, position.seconds + WAIT_PER_DURATION * seconds);
  }
}
