/** Seconds between two keys of a person of whom little is known. */
const USUAL_SECONDS = 0.2;
/** Fewer gaps than this say little. */
const FEWEST = 12;
const MOST = 64;
/** After this, the next key came after a pause and says nothing about the pace. */
const PAUSE_MILLISECONDS = 1000;
/** Keys that come faster are a burst. */
const BURST_MILLISECONDS = 80;

/**
 * How fast the person types: the median gap between keys. It is kept in memory only. The times are milliseconds of a
 * clock that never goes back.
 */
export class TypingPace {
  /** The last ones, in the order in which they came. */
  readonly #gaps: number[] = [];
  #last: { readonly document: string; readonly at: number } | undefined;
  /** Between the last two keys, where both were in one document. */
  #lastGap = Infinity;

  /** Called when one character was typed. */
  key(document: string, at: number): void {
    this.#lastGap = this.#last?.document === document ? at - this.#last.at : Infinity;
    this.#last = { document, at };
    if (this.#lastGap > PAUSE_MILLISECONDS) return;
    this.#gaps.push(this.#lastGap);
    if (this.#gaps.length > MOST) this.#gaps.shift();
  }

  /** Seconds between two keys. */
  get keySeconds(): number {
    if (this.#gaps.length < FEWEST) return USUAL_SECONDS;
    const sorted = this.#gaps.toSorted((a, b) => a - b);
    return (sorted[Math.floor(sorted.length / 2)] ?? 0) / 1000;
  }

  /** How many milliseconds a suggestion should still wait, since keys come in a burst: whoever types so fast looks at none. */
  burstLeft(document: string, at: number): number {
    if (this.#last?.document !== document || this.#lastGap >= BURST_MILLISECONDS) return 0;
    return Math.max(0, BURST_MILLISECONDS - (at - this.#last.at));
  }
}
