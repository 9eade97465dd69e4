export interface StartedTimer {
  /** When, as of `Date.now`. */
  readonly at: number;
  readonly milliseconds: number;
  readonly repeats: boolean;
  /** The stack of who started it. */
  readonly by: string;
}

/** What the extension of this folder gives to a test. */
export interface TimerWatch {
  /** All so far, in order. */
  readonly started: readonly StartedTimer[];
  /** Those that repeat and were not cleared. */
  intervals(): readonly StartedTimer[];
}
