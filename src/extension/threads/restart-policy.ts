/** Milliseconds before the first restart, the second, the third; then the policy gives up. */
const defaultDelays = [1000, 5000, 30_000];
const HEALTHY_MILLISECONDS = 10 * 60_000;

/** Decides how often, and how soon, a thread that ended unexpectedly is started again. */
export class RestartPolicy {
  readonly #delays: readonly number[];
  #ends = 0;
  #startedAt = 0;

  constructor(delays: readonly number[] = defaultDelays) {
    this.#delays = delays;
  }

  started(now: number): void {
    this.#startedAt = now;
  }

  /**
   * Returns the milliseconds to wait before the next start, or undefined to give up. A thread that lived for ten
   * minutes was healthy: the crashes before it no longer count.
   */
  ended(now: number): number | undefined {
    if (now - this.#startedAt >= HEALTHY_MILLISECONDS) this.#ends = 0;
    return this.#delays[this.#ends++];
  }

  /** Forgets all crashes, because the user asks for the thread's work. */
  reset(): void {
    this.#ends = 0;
  }
}
