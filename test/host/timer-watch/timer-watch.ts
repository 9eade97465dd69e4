export interface StartedTimer {
  /** When it was started, as `Date.now` says. */
  readonly at: number;
  readonly milliseconds: number;
  /** The stack of the code that started it. */
  readonly by: string;
}

/** The exports of the extension in this folder, for tests. */
export interface TimerWatch {
  /** All timers so far, in order. */
  readonly started: readonly StartedTimer[];
  /** The timers that repeat and were not cleared. */
  intervals(): readonly StartedTimer[];
}
