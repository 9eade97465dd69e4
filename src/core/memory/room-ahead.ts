import type { NgramCounts } from './ngram-counts.ts';

/** The part of the whole by which the rest is judged. */
const sample = 1 / 16;
/** Less is not worth the trouble: a tree of so many n-grams grows in no time. */
const leastNodes = 50_000;

/**
 * Makes room for the n-grams of many files at once, as soon as a part of them has shown how many there are. The estimate is
 * on the high side, since the more is known the less is new; room that is never written to takes no memory.
 */
export class RoomAhead {
  readonly #counts: NgramCounts;
  readonly #maximumBytes: number;
  readonly #total: number;
  readonly #before: number;
  #taken = 0;
  #isMade = false;

  /** `total`: the length of all files, in whatever unit `took` is told. */
  constructor(counts: NgramCounts, maximumBytes: number, total: number) {
    this.#counts = counts;
    this.#maximumBytes = maximumBytes;
    this.#total = total;
    this.#before = counts.size;
  }

  took(length: number): void {
    this.#taken += length;
    if (this.#isMade || this.#taken < sample * this.#total) return;
    this.#isMade = true;
    const { size, bytes } = this.#counts;
    const most = (size * this.#maximumBytes) / bytes;
    const expected = Math.min(this.#before + ((size - this.#before) * this.#total) / this.#taken, most);
    if (expected > leastNodes) this.#counts.reserve(Math.ceil(expected));
  }
}
