import { LineValues } from './line-values.ts';
import { BARRIER, LEAST_REPEATED, type Places, Repeats } from './repeats.ts';

/**
 * What a document says word for word: the tokens of its lines, one after the other. It is kept up to date from the
 * first line that has changed on, when it is asked. The line that was set last is where someone types: what is below it
 * does not follow it yet.
 */
export class TypedRepeats {
  readonly #repeats = new Repeats();
  readonly #lines = new LineValues<Int32Array>();
  /** Where each line begins. Valid for the first `#valid` lines. */
  readonly #starts: number[] = [0];
  #valid = 0;
  /** Where the valid lines end. */
  #end = 0;
  #lastSet = -1;

  get tokens(): Uint16Array {
    return this.#repeats.tokens;
  }

  set(line: number, tokens: Int32Array): void {
    const known = this.#lines.get(line);
    if (line === this.#lastSet && known && sameTokens(known, tokens)) return;
    this.#lines.set(line, tokens);
    // The barrier moves.
    const barred = this.#lastSet < 0 ? line : this.#lastSet;
    this.#lastSet = line;
    this.#valid = Math.min(this.#valid, line, barred);
  }

  splice(from: number, removed: number, inserted: number): void {
    this.#lines.splice(from, removed, inserted);
    if (this.#lastSet >= from) this.#lastSet = -1;
    this.#valid = Math.min(this.#valid, from);
  }

  find(tokens: ArrayLike<number>, end: number, out: Places): void {
    this.#catchUp();
    this.#repeats.find(tokens, end, out);
  }

  #catchUp(): void {
    if (this.#valid === this.#lines.length && this.#starts[this.#valid] === this.#end) return;
    let at = this.#starts[this.#valid]!;
    for (let i = this.#end - 2; i >= Math.max(at - 1, LEAST_REPEATED - 1); i--) this.#repeats.unlink(i);
    const from = at;
    for (; this.#valid < this.#lines.length; this.#valid++) {
      const line = this.#lines.get(this.#valid);
      const isBroken = line === undefined || this.#valid === this.#lastSet;
      const length = (line?.length ?? 0) + (isBroken ? 1 : 0);
      this.#repeats.reserve(at + length);
      if (line) this.#repeats.tokens.set(line, at);
      at += length;
      if (isBroken) this.#repeats.tokens[at - 1] = BARRIER;
      this.#starts[this.#valid + 1] = at;
    }
    this.#end = at;
    for (let i = Math.max(from - 1, LEAST_REPEATED - 1); i < at - 1; i++) this.#repeats.link(i);
  }
}

function sameTokens(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((token, i) => token === b[i]);
}
