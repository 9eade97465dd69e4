import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import { dayOf, decodeCounts, SuggestionCounts, type SuggestionCount } from './suggestion-counts.ts';
import type { SuggestionEvent } from './suggestion-event.ts';

/** From the first event that is not written until it is: a killed window loses no more. */
const WRITE_MILLISECONDS = 30_000;

/**
 * Counts what becomes of suggestions, in one file for all windows of this machine. Nothing but these counts is stored,
 * and nobody is told. Each window adds what it has counted to what the file holds at that moment.
 */
export class SuggestionStatistics {
  readonly #platform: Pick<Platform, 'readText' | 'replace' | 'rename' | 'remove'>;
  readonly #file: string | undefined;
  readonly #log: Log;
  readonly #today: () => string;
  /** What was counted since the file was written. */
  readonly #counted = new SuggestionCounts();
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;
  /** Ends when all that has begun with the file is done. */
  #work: Promise<unknown> = Promise.resolve();

  /** @param file - undefined where there is no disk: then the counts last as long as the window */
  constructor(
    platform: Pick<Platform, 'readText' | 'replace' | 'rename' | 'remove'>,
    file: string | undefined,
    log: Log,
    today: () => string = () => dayOf(new Date()),
  ) {
    this.#platform = platform;
    this.#file = file;
    this.#log = log;
    this.#today = today;
  }

  count(event: SuggestionEvent): void {
    if (this.#isDisposed) return;
    this.#counted.count(event, this.#today());
    if (this.#file === undefined) return;
    this.#timer ??= setTimeout(() => void this.write(), WRITE_MILLISECONDS).unref();
  }

  /** Resolves to all that was counted, on this machine and not too long ago. */
  async all(): Promise<readonly SuggestionCount[]> {
    return this.#next(async (file) => {
      const all = new SuggestionCounts();
      all.add(file === undefined ? [] : await this.#read(file).catch(() => []));
      all.add(this.#counted.rows);
      return all.rows;
    });
  }

  /** Writes what was counted. If that fails, it is tried again with what is counted next. */
  async write(): Promise<void> {
    this.#stopWaiting();
    await this.#next(async (file) => {
      if (file === undefined || this.#counted.isEmpty) return;
      const all = new SuggestionCounts();
      const counted = this.#counted.rows;
      this.#counted.clear();
      try {
        all.add(await this.#read(file));
        all.add(counted);
        all.forgetOld(this.#today());
        await this.#platform.replace(file, all.encode());
      } catch (error) {
        this.#counted.add(counted);
        this.#log.warn(`The suggestion statistics were not stored: ${String(error)}`);
      }
    });
  }

  /** Erases all counts. What other windows have counted since they wrote last, they write later. */
  async erase(): Promise<void> {
    this.#stopWaiting();
    await this.#next(async (file) => {
      this.#counted.clear();
      if (file === undefined) return;
      await Promise.all([file, asideOf(file)].map((stored) => this.#platform.remove(stored)));
    });
  }

  /** Writes what was counted, and counts no more. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.write();
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Does something with the file when everything before it is done. */
  #next<Result>(work: (file: string | undefined) => Promise<Result>): Promise<Result> {
    const result = this.#work.then(() => work(this.#file));
    this.#work = result.catch(() => undefined);
    return result;
  }

  async #read(file: string): Promise<readonly SuggestionCount[]> {
    const text = await this.#platform.readText(file);
    if (text === undefined) return [];
    const rows = decodeCounts(text);
    if (rows !== undefined) return rows;
    const aside = asideOf(file);
    this.#log.warn(
      `The suggestion statistics are damaged. They were set aside as ${aside}; counting begins anew.`,
    );
    await this.#platform.rename(file, aside);
    return [];
  }
}

/** Where a damaged file goes. */
function asideOf(file: string): string {
  return `${file}.damaged`;
}
