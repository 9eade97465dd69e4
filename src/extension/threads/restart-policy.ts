const defaultDelays = [1000, 5000, 30_000];
const HEALTHY_MILLISECONDS = 10 * 60_000;

/** How often, and how soon, a thread that ended by itself is started again. */
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

  /** Milliseconds to wait before the next start, or undefined to give up. Ten minutes of life earn a new beginning. */
  ended(now: number): number | undefined {
    if (now - this.#startedAt >= HEALTHY_MILLISECONDS) this.#ends = 0;
    return this.#delays[this.#ends++];
  }

  /** Begins anew, since a person asks. */
  reset(): void {
    this.#ends = 0;
  }
}
