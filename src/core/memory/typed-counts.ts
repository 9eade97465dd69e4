import { NgramCounts } from './ngram-counts.ts';

/** What is counted of one line: its tokens behind those that stood before it when it was counted. */
interface CountedLine {
  readonly tokens: Int32Array;
  /** Where the line's own tokens begin in `tokens`. */
  readonly start: number;
}

/**
 * The n-grams of the document that is being typed, line by line, so that a line that changes, or whose typing is undone,
 * is taken away exactly. A context reaches back over the line's start into what stood there when it was counted.
 */
export class TypedCounts {
  readonly counts: NgramCounts;
  #lines: (CountedLine | undefined)[] = [];

  constructor(order: number) {
    this.counts = new NgramCounts(order);
  }

  isCounted(line: number): boolean {
    return this.#lines[line] !== undefined;
  }

  /** Counts these as the line's tokens, in place of what was counted of it. What did not change costs nothing. */
  set(line: number, before: Int32Array, own: Int32Array): void {
    const context = before.subarray(Math.max(0, before.length - this.counts.order + 1));
    const tokens = new Int32Array(context.length + own.length);
    tokens.set(context);
    tokens.set(own, context.length);
    const known = this.#lines[line];
    let shared = context.length;
    if (known) {
      const same = known.start === context.length && startsAlike(known.tokens, tokens, context.length);
      while (same && shared < tokens.length && tokens[shared] === known.tokens[shared]) shared++;
      this.counts.remove(known.tokens, same ? shared : known.start);
    }
    this.counts.add(tokens, shared);
    this.#lines[line] = { tokens, start: context.length };
  }

  /** Lines [from, from + removed) gave way to `inserted` others, of which nothing is counted yet. */
  splice(from: number, removed: number, inserted: number): void {
    const gone = this.#lines.splice(from, removed, ...new Array<undefined>(inserted).fill(undefined));
    for (const line of gone) if (line) this.counts.remove(line.tokens, line.start);
  }
}

function startsAlike(a: Int32Array, b: Int32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
