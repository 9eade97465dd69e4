import { SPECIAL_TOKENS } from '../text/tokenizer.ts';

/** Finds the tokens whose piece begins with a text, and those whose piece the text begins with. */
export class PieceIndex {
  readonly #pieces: readonly string[];
  /** Tokens ordered by piece. */
  readonly #sorted: Int32Array;
  readonly #tokenOf = new Map<string, number>();
  readonly #longest: number;

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
    const from = this.#firstAtOrAfter(text);
    let to = from;
    while (to < this.#sorted.length && this.#pieces[this.#sorted[to]!]!.startsWith(text)) to++;
    return this.#sorted.subarray(from, to);
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

  /** The first place in the order whose piece is not before `text`. */
  #firstAtOrAfter(text: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#pieces[this.#sorted[middle]!]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
