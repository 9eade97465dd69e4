import { textStart } from '../text/file-header.ts';
import { BARRIER, LEAST_REPEATED, type Places, Repeats } from './repeats.ts';

interface Range {
  readonly at: number;
  readonly length: number;
}

/** What files say word for word: the tokens of their texts, and where the last tokens of a context stand in them. */
export class FileRepeats {
  readonly #repeats = new Repeats();
  readonly #ranges = new Map<string, Range>();
  /** Ranges of files that are gone, in the order of their places. */
  #free: Range[] = [];
  /** Where no file has ever been. */
  #end = 0;

  get bytes(): number {
    return this.#repeats.bytes;
  }

  /** The tokens at the places that `find` finds. Valid until a file is added. */
  get tokens(): Uint16Array {
    return this.#repeats.tokens;
  }

  /** Adds a file, which must not be there yet. `tokens`: as in `RememberedFile`. */
  add(path: string, tokens: Uint16Array): void {
    const text = tokens.subarray(textStart(tokens));
    const length = text.length + 1;
    const at = this.#room(length);
    this.#ranges.set(path, { at, length });
    this.#repeats.reserve(at + length);
    this.#repeats.tokens.set(text, at);
    this.#repeats.tokens[at + text.length] = BARRIER;
    // Nothing follows the last token.
    for (let i = LEAST_REPEATED - 1; i < text.length - 1; i++) this.#repeats.link(at + i);
  }

  delete(path: string): void {
    const range = this.#ranges.get(path);
    if (!range) return;
    const { at, length } = range;
    for (let i = LEAST_REPEATED - 1; i < length - 2; i++) this.#repeats.unlink(at + i);
    this.#ranges.delete(path);
    this.#release(range);
  }

  /** Where files hold the last tokens before `end`; not in the file `except`. */
  find(tokens: ArrayLike<number>, end: number, out: Places, except?: string): void {
    this.#repeats.find(tokens, end, out);
    const own = except === undefined ? undefined : this.#ranges.get(except);
    if (!own) return;
    let kept = 0;
    for (let i = 0; i < out.count; i++) {
      const at = out.at[i]!;
      if (at >= own.at && at < own.at + own.length) continue;
      out.at[kept] = at;
      out.length[kept++] = out.length[i]!;
    }
    out.count = kept;
  }

  /** The first free range that is long enough, or the end. */
  #room(length: number): number {
    const i = this.#free.findIndex((range) => range.length >= length);
    if (i < 0) {
      this.#end += length;
      return this.#end - length;
    }
    const range = this.#free[i]!;
    const rest = { at: range.at + length, length: range.length - length };
    this.#free.splice(i, 1, ...(rest.length > 0 ? [rest] : []));
    return range.at;
  }

  #release(range: Range): void {
    const sorted = [...this.#free, range].sort((a, b) => a.at - b.at);
    const joined: Range[] = [];
    for (const { at, length } of sorted) {
      const last = joined.at(-1);
      if (last && last.at + last.length === at) {
        joined[joined.length - 1] = { at: last.at, length: last.length + length };
      } else joined.push({ at, length });
    }
    this.#free = joined;
  }
}
