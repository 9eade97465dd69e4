import type { Budget } from './budget.ts';
import type { TrainingPosition } from './training-position.ts';

/** An estimate rises only when it was wrong by this factor and by these seconds: otherwise, time seems to run back. */
const RISE = { factor: 1.5, seconds: 10 } as const;

/** Foresees how long a run still trains. What it says falls steadily, unless the machine has become much slower. */
export class TimeLeft {
  readonly #budget: Budget;
  /** Where the run was when this was first asked. The first step, which is slow, does not count for the pace. */
  #start: TrainingPosition | undefined;
  #said: number | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /**
   * Returns seconds of training, or undefined as long as nothing can be foreseen.
   *
   * @param end - the part of the budget, 0 to 1, that will be used when the run ends
   */
  at(position: TrainingPosition, end: number): number | undefined {
    this.#start ??= position;
    const left = this.#budget.secondsLeft(position, this.#start, end);
    if (left === undefined) return undefined;
    const said = this.#said ?? left;
    const isMuchLonger = left > said * RISE.factor + RISE.seconds;
    return (this.#said = isMuchLonger ? left : Math.min(said, left));
  }
}
