import type { Platform } from '../platform.ts';

/** The longest rest, in milliseconds. It is short, because a run hears only between rests what others ask of it. */
const LONGEST_REST = 200;

/** Spreads work out by rests, so that it takes a given share of the time. */
export class DutyCycle {
  readonly #platform: Pick<Platform, 'wait'>;
  #share: number;
  /** Milliseconds of rest that are due for the work so far. */
  #owed = 0;

  constructor(platform: Pick<Platform, 'wait'>, share: number) {
    this.#platform = platform;
    this.#share = share;
  }

  /** More than 0, at most 1. Rest that is owed at the old share is forgotten. */
  set share(share: number) {
    this.#share = share;
    this.#owed = 0;
  }

  get share(): number {
    return this.#share;
  }

  worked(milliseconds: number): void {
    this.#owed += milliseconds * (1 / this.#share - 1);
  }

  /** Makes the next rest this many milliseconds or longer, because somebody else needs the core. */
  giveWay(milliseconds: number): void {
    this.#owed = Math.max(this.#owed, milliseconds);
  }

  /** Whether a rest is due. Rests that are too short for a timer are put off. */
  get isTired(): boolean {
    return this.#owed >= 1;
  }

  /** Rests for as long as is owed, up to the longest rest. */
  async rest(): Promise<void> {
    const time = Math.min(this.#owed, LONGEST_REST);
    this.#owed -= time;
    await this.#platform.wait(time);
  }
}
