import { SPECIAL_TOKENS } from '../text/tokenizer.ts';

/** Places [from, to) in the order of the pieces: those of one beginning stand together. */
export interface PieceRange {
  readonly from: number;
  readonly to: number;
}

/** How pieces go on behind a beginning. */
export interface Continuations {
  /** The token whose piece is the beginning itself; −1 for none. */
  readonly ending: number;
  /** For each next character the pieces that have it. */
  readonly next: readonly { readonly character: string; readonly range: PieceRange }[];
}

/** Finds the tokens whose piece begins with a text, and those whose piece the text begins with. */
export class PieceIndex {
  readonly #pieces: readonly string[];
  /** Tokens ordered by piece. */
  readonly #sorted: Int32Array;
  readonly #tokenOf = new Map<string, number>();
  readonly #longest: number;
  /** Filled as it is asked for; there are no more entries than beginnings of pieces. */
  readonly #continuations = new Map<string, Continuations>();

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces;
    let longest = 0;
    const tokens: number[] = [];
    for (let token = SPECIAL_TOKENS; token < pieces.length; token++) {
      const piece = pieces[token]!;
      tokens.push(token);
      this.#tokenOf.set(piece, token);
      longest = Math.max(longest, piece.length);
    }
    tokens.sort((a, b) => (pieces[a]! < pieces[b]! ? -1 : 1));
    this.#sorted = Int32Array.from(tokens);
    this.#longest = longest;
  }

  /** Tokens whose piece starts with `text` (equal to it included). */
  startingWith(text: string): Int32Array {
    const { from, to } = this.rangeOf(text);
    return this.#sorted.subarray(from, to);
  }

  /** Where in the order the pieces stand that start with `text`. */
  rangeOf(text: string): PieceRange {
    if (text === '') return { from: 0, to: this.#sorted.length };
    if (text.length > this.#longest) return { from: 0, to: 0 };
    const from = this.#firstAtOrAfter(text, 0);
    let to = from;
    if (this.#startsAt(from, text)) {
      // Behind all that start with it comes the first that is not before it with its last character raised.
      const last = text.charCodeAt(text.length - 1);
      to = this.#firstAtOrAfter(text.slice(0, -1) + String.fromCharCode(last + 1), from);
    }
    return { from, to };
  }

  continuations(text: string): Continuations {
    const known = this.#continuations.get(text);
    if (known) return known;
    const { from, to } = this.rangeOf(text);
    const next: { readonly character: string; readonly range: PieceRange }[] = [];
    let at = from;
    // The piece that is the text itself stands first.
    const ending = this.#tokenOf.get(text) ?? -1;
    if (ending >= 0) at++;
    while (at < to) {
      const character = this.#pieces[this.#sorted[at]!]!.charAt(text.length);
      const range = this.rangeOf(text + character);
      next.push({ character, range });
      at = range.to;
    }
    const made = { ending, next };
    if (ending >= 0 || next.length > 0) this.#continuations.set(text, made);
    return made;
  }

  /** sums[i] = the probability of the first i tokens in the order, so that a range has sums[to] − sums[from]. */
  cumulative(distribution: Float32Array): Float64Array {
    const sums = new Float64Array(this.#sorted.length + 1);
    for (let i = 0; i < this.#sorted.length; i++) sums[i + 1] = sums[i]! + distribution[this.#sorted[i]!]!;
    return sums;
  }

  /** Tokens whose piece is a beginning of `text`, shorter than it. */
  beginningOf(text: string): number[] {
    const tokens: number[] = [];
    for (let length = 1; length < text.length && length <= this.#longest; length++) {
      const token = this.#tokenOf.get(text.slice(0, length));
      if (token !== undefined) tokens.push(token);
    }
    return tokens;
  }

  #startsAt(place: number, text: string): boolean {
    return place < this.#sorted.length && this.#pieces[this.#sorted[place]!]!.startsWith(text);
  }

  /** The first place in the order, from `low` on, whose piece is not before `text`. */
  #firstAtOrAfter(text: string, low: number): number {
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#pieces[this.#sorted[middle]!]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
