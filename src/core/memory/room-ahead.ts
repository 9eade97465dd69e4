import type { NgramCounts } from './ngram-counts.ts';

/** The part of the whole by which the rest is judged. */
const SAMPLE = 1 / 16;
/** Less is not worth the trouble: a tree of so many n-grams grows in no time. */
const LEAST_NODES = 50_000;

/**
 * Makes room for the n-grams of many files at once, as soon as a part of them has shown how many there are. The estimate is
 * on the high side, since the more is known the less is new; room that is never written to takes no memory.
 */
export class RoomAhead {
  readonly #counts: NgramCounts;
  readonly #maximumBytes: number;
  readonly #files: number;
  readonly #before: number;
  #isMade = false;

  /** `files`: how many there are. Their lengths are not asked for, since a text may have to be decoded first. */
  constructor(counts: NgramCounts, maximumBytes: number, files: number) {
    this.#counts = counts;
    this.#maximumBytes = maximumBytes;
    this.#files = files;
    this.#before = counts.size;
  }

  /** To be called when so many files are done. */
  look(done: number): void {
    if (this.#isMade || done === 0 || done < SAMPLE * this.#files) return;
    this.#isMade = true;
    const { size, bytes } = this.#counts;
    const most = (size * this.#maximumBytes) / bytes;
    const expected = Math.min(this.#before + ((size - this.#before) * this.#files) / done, most);
    if (expected > LEAST_NODES) this.#counts.reserve(Math.ceil(expected));
  }
}
