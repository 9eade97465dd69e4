import type { Platform } from '../platform.ts';

/** Milliseconds of one rest at most, so that whoever rests hears soon what it is told. */
const LONGEST_REST = 200;

/** Spreads work so that it takes a given share of the time: rests follow work in proportion. */
export class DutyCycle {
  readonly #platform: Pick<Platform, 'wait'>;
  #share: number;
  /** Milliseconds to rest for what was worked. */
  #owed = 0;

  constructor(platform: Pick<Platform, 'wait'>, share: number) {
    this.#platform = platform;
    this.#share = share;
  }

  /** Above 0, at most 1. What is owed at the old share is forgotten. */
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

  /** Rests for so many milliseconds from the next step on, unless more is owed: somebody else wants the core. */
  giveWay(milliseconds: number): void {
    this.#owed = Math.max(this.#owed, milliseconds);
  }

  /** Whether a rest is due. Rests that the clock is too coarse for are put off. */
  get isTired(): boolean {
    return this.#owed >= 1;
  }

  /** Rests for as much as is owed, or for the longest rest. */
  async rest(): Promise<void> {
    const time = Math.min(this.#owed, LONGEST_REST);
    this.#owed -= time;
    await this.#platform.wait(time);
  }
}
