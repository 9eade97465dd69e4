import { wait } from '../threads/wait.ts';

/** Changes that follow each other so closely are one. A file that is replaced is gone for a moment. */
const SETTLE_MILLISECONDS = 2000;
/** Where changes never end, as with a log that grows, this many milliseconds of them are one. */
const LONGEST_MILLISECONDS = 15_000;
/** Rest after what was gathered has been dealt with. */
const REST_MILLISECONDS = 10_000;
/** More are not counted. That there were so many is all that matters. */
const MOST = 20_000;

/** What a gatherer needs of the window. */
interface GathererHost<Item> {
  /** Resolves when nothing has happened in the window for a while, or when the signal is aborted. */
  untilQuiet(signal: AbortSignal): Promise<void>;
  /** Deals with what was gathered. Never rejects. */
  take(items: readonly Item[]): Promise<void>;
}

/**
 * Gathers what happens to many files at about the same time, and hands it over at once when no more comes and nobody
 * types.
 */
export class ChangeGatherer<Item> {
  readonly #host: GathererHost<Item>;
  readonly #end = new AbortController();
  readonly #gathered = new Map<string, Item>();
  #last = 0;
  #isAtWork = false;

  constructor(host: GathererHost<Item>) {
    this.#host = host;
  }

  /** @param key - of two items with the same key, the later one counts */
  note(key: string, item: Item): void {
    if (this.#end.signal.aborted) return;
    if (this.#gathered.size < MOST) this.#gathered.set(key, item);
    this.#last = performance.now();
    if (!this.#isAtWork) void this.#work();
  }

  dispose(): void {
    this.#end.abort();
    this.#gathered.clear();
  }

  async #work(): Promise<void> {
    const { signal } = this.#end;
    this.#isAtWork = true;
    while (this.#gathered.size > 0) {
      await this.#settled();
      await this.#host.untilQuiet(signal);
      if (signal.aborted) return;
      const items = [...this.#gathered.values()];
      this.#gathered.clear();
      await this.#host.take(items);
      await wait(REST_MILLISECONDS, signal);
    }
    this.#isAtWork = false;
  }

  async #settled(): Promise<void> {
    const { signal } = this.#end;
    const latest = performance.now() + LONGEST_MILLISECONDS;
    for (;;) {
      const left = Math.min(this.#last + SETTLE_MILLISECONDS, latest) - performance.now();
      if (left <= 0 || signal.aborted) return;
      await wait(left, signal);
    }
  }
}
