import type { TrainingClock } from './training-clock.ts';

interface Interruption {
  begin(): Promise<void>;
  giveUp(): void;
}

/** What others ask of a run while it is under way: to stop, to pause, or to do some other work between two steps. */
export class RunControl {
  readonly #interruptions: Interruption[] = [];
  #isStopped = false;
  #isDiscarded = false;
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

  /** Whether nothing of the run may be stored or sent any more. */
  get isDiscarded(): boolean {
    return this.#isDiscarded;
  }

  /** Ends the run, whose results nobody may use. */
  discard(): void {
    this.#isDiscarded = true;
    this.stop();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#wake?.();
  }

  /**
   * Does some work between two steps, also while the run is paused. The promise settles as the work does. It resolves
   * to undefined if the run ends before the work begins.
   */
  interrupt<T>(work: () => Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#interruptions.push({
        begin: () => work().then(resolve, reject),
        giveUp: () => {
          resolve(undefined);
        },
      });
      this.#wake?.();
    });
  }

  /** Called when the run has ended: gives up the work that has not begun. */
  end(): void {
    for (const work of this.#interruptions.splice(0)) work.giveUp();
  }

  /**
   * Called by the run before each step. Does the work that others have asked for, and waits until pauses and rests are
   * over. Returns false when the run is to stop.
   */
  async mayStep(clock: TrainingClock): Promise<boolean> {
    for (;;) {
      const work = this.#interruptions.shift();
      if (work) await work.begin();
      if (this.#isStopped) return false;
      if (work) continue;
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
