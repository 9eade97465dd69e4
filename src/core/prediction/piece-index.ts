import { SPECIAL_TOKENS } from '../text/tokenizer.ts';

/** Positions [from, to) in the sorted list of pieces, where pieces with the same beginning are next to each other. */
export interface PieceRange {
  readonly from: number;
  readonly to: number;
}

/** How pieces continue after a beginning. */
export interface Continuations {
  /** The token whose piece is the beginning itself, or −1. */
  readonly ending: number;
  /** For each character that may follow, the pieces that have it there. */
  readonly next: readonly { readonly character: string; readonly range: PieceRange }[];
}

/** Finds the tokens whose pieces begin with a text, and those whose pieces a text begins with. */
export class PieceIndex {
  readonly #pieces: readonly string[];
  /** Tokens in the order of their pieces. */
  readonly #sorted: Int32Array;
  readonly #tokenOf = new Map<string, number>();
  readonly #longest: number;
  /** Filled on demand. It cannot grow beyond the number of beginnings of pieces. */
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

  /** Tokens whose piece starts with `text` or is equal to it. */
  startingWith(text: string): Int32Array {
    const { from, to } = this.rangeOf(text);
    return this.#sorted.subarray(from, to);
  }

  /** The range of the pieces that start with `text`. */
  rangeOf(text: string): PieceRange {
    if (text === '') return { from: 0, to: this.#sorted.length };
    if (text.length > this.#longest) return { from: 0, to: 0 };
    const from = this.#firstAtOrAfter(text, 0);
    let to = from;
    if (this.#startsAt(from, text)) {
      // The range ends at the first piece that is not below `text` with its last character raised by one.
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
    // A piece that is the text itself is the first of the range.
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

  /**
   * sums[i] = the probability of the first i tokens in the order, so a range has the probability sums[to] − sums[from].
   */
  cumulative(distribution: Float32Array): Float64Array {
    const sums = new Float64Array(this.#sorted.length + 1);
    for (let i = 0; i < this.#sorted.length; i++) sums[i + 1] = sums[i]! + distribution[this.#sorted[i]!]!;
    return sums;
  }

  /** Tokens whose piece is a beginning of `text`, and shorter than it. */
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

  /** The first position, from `low` on, whose piece is not below `text`. */
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
