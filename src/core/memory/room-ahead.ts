import type { NgramCounts } from './ngram-counts.ts';

/** The share of the files from which the n-grams of the rest are estimated. */
const SAMPLE = 1 / 16;
/** With fewer n-grams than this, growing step by step is quick enough. */
const LEAST_NODES = 50_000;

/**
 * Makes room for the n-grams of many files at once, as soon as the first files have shown how many to expect. The
 * estimate is on the high side, since later files bring fewer new n-grams. Room that is never written to takes no
 * memory.
 */
export class RoomAhead {
  readonly #counts: NgramCounts;
  readonly #maximumBytes: number;
  readonly #files: number;
  readonly #before: number;
  #isMade = false;

  /** `files`: their number. Their lengths are not asked for, since a text may first have to be decoded. */
  constructor(counts: NgramCounts, maximumBytes: number, files: number) {
    this.#counts = counts;
    this.#maximumBytes = maximumBytes;
    this.#files = files;
    this.#before = counts.size;
  }

  /** Called when `done` files have been counted. */
  look(done: number): void {
    if (this.#isMade || done === 0 || done < SAMPLE * this.#files) return;
    this.#isMade = true;
    const { size, bytes } = this.#counts;
    const most = (size * this.#maximumBytes) / bytes;
    const expected = Math.min(this.#before + ((size - this.#before) * this.#files) / done, most);
    if (expected > LEAST_NODES) this.#counts.reserve(Math.ceil(expected));
  }
}
