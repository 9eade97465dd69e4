import { LineValues } from './line-values.ts';
import { NgramCounts } from './ngram-counts.ts';
import { TypedRepeats } from './typed-repeats.ts';

/** What is counted of one line: its tokens, and before them those that preceded it when it was counted. */
interface CountedLine {
  readonly tokens: Int32Array;
  /** Where the line's own tokens begin in `tokens`. */
  readonly start: number;
}

/**
 * The n-grams of the document that is being typed. They are counted by line, so that a line that changes, or whose
 * typing is undone, can be removed exactly. A context may reach back over the start of its line, into what preceded the
 * line when it was counted.
 */
export class TypedCounts {
  readonly counts: NgramCounts;
  /** The same lines, word for word. */
  readonly repeats = new TypedRepeats();
  readonly #lines = new LineValues<CountedLine>();

  constructor(order: number) {
    this.counts = new NgramCounts(order);
  }

  isCounted(line: number): boolean {
    return this.#lines.get(line) !== undefined;
  }

  /**
   * Counts `own` as the line's tokens, after those `before` it, and removes what was counted of the line so far. Tokens
   * that did not change are left as they are.
   */
  set(line: number, before: Int32Array, own: Int32Array): void {
    const context = before.subarray(Math.max(0, before.length - this.counts.order + 1));
    const tokens = new Int32Array(context.length + own.length);
    tokens.set(context);
    tokens.set(own, context.length);
    const known = this.#lines.get(line);
    let shared = context.length;
    if (known) {
      const same = known.start === context.length && startsAlike(known.tokens, tokens, context.length);
      while (same && shared < tokens.length && tokens[shared] === known.tokens[shared]) shared++;
      this.counts.remove(known.tokens, same ? shared : known.start);
    }
    this.counts.add(tokens, shared);
    this.#lines.set(line, { tokens, start: context.length });
    this.repeats.set(line, own);
  }

  /** Follows an edit that replaced lines [from, from + removed) by `inserted` others, which are not counted yet. */
  splice(from: number, removed: number, inserted: number): void {
    for (const line of this.#lines.splice(from, removed, inserted))
      if (line) this.counts.remove(line.tokens, line.start);
    this.repeats.splice(from, removed, inserted);
  }
}

function startsAlike(a: Int32Array, b: Int32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
