import type { Platform } from '../platform.ts';
import type { DutyCycle } from './duty-cycle.ts';

/** Counts the seconds that a run spends on training, without its pauses and rests, and says when a rest is due. */
export class TrainingClock {
  readonly #platform: Pick<Platform, 'now'>;
  readonly #duty: DutyCycle;
  /** The time up to which everything is counted, in the platform's milliseconds. */
  #counted: number;
  #seconds: number;

  /** `seconds`: those that earlier parts of the run have spent. */
  constructor(platform: Pick<Platform, 'now'>, duty: DutyCycle, seconds: number) {
    this.#platform = platform;
    this.#duty = duty;
    this.#seconds = seconds;
    this.#counted = platform.now();
  }

  /** Seconds spent up to the last call of `count`. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Counts the time since the last call, which was spent on training. */
  count(): void {
    const now = this.#platform.now();
    this.#duty.worked(now - this.#counted);
    this.#seconds += (now - this.#counted) / 1000;
    this.#counted = now;
  }

  /** Leaves out the time since the last call of `count`. */
  skip(): void {
    this.#counted = this.#platform.now();
  }

  /** Waits until a pause has ended, and does not count it. */
  async pause(end: Promise<void>): Promise<void> {
    this.count();
    await end;
    this.skip();
  }

  /** Whether the run's share of the core asks for a rest. */
  get isTired(): boolean {
    return this.#duty.isTired;
  }

  /** Rests once, and does not count the rest. */
  rest(): Promise<void> {
    return this.pause(this.#duty.rest());
  }

  /** How many seconds a stretch of training takes together with the rests that the share asks for. */
  withRests(seconds: number): number {
    return seconds / this.#duty.share;
  }
}
