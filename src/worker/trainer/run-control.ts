import type { TrainingClock } from './training-clock.ts';

/** What others ask of a run while it is under way: to stop, to pause, or to do some other work between two steps. */
export class RunControl {
  readonly #interruptions: (() => Promise<void>)[] = [];
  #isStopped = false;
  #isPaused = false;
  #wake: (() => void) | undefined;

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Ends the run in good order after the current step. */
  stop(): void {
    this.#isStopped = true;
    this.#wake?.();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#wake?.();
  }

  /** Does some work between two steps, also while the run is paused. The promise settles as the work does. */
  interrupt<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#interruptions.push(() => work().then(resolve, reject));
      this.#wake?.();
    });
  }

  /**
   * Called by the run before each step. Does the work that others have asked for, and waits until pauses and rests are
   * over. Returns false when the run is to stop.
   */
  async mayStep(clock: TrainingClock): Promise<boolean> {
    for (;;) {
      for (let work = this.#interruptions.shift(); work; work = this.#interruptions.shift()) await work();
      if (this.#isStopped) return false;
      if (this.#isPaused) await clock.pause(this.#somethingAsked());
      else if (clock.isTired) await clock.rest();
      else return true;
    }
  }

  async #somethingAsked(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }
}
