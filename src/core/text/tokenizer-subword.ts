import { learnBytePairs } from './bpe-learn.ts';
import { bytePieces, isSpelledInBytes, spellBytes, unspellBytes } from './byte-spelling.ts';
import { affordable, joinPieces, withSpecialTokens } from './pieces.ts';
import { LONGEST_PRE_TOKEN, subwordPreTokens } from './pre-tokens.ts';
import { SPECIAL_TOKENS } from './tokenizer.ts';
import type { Tokenizer, TokenizerJson } from './tokenizer.ts';

/** Tokens fit into 16 bits, so that a pair of tokens is one exact number. */
const MAXIMUM_PIECES = 0x1_0000 - SPECIAL_TOKENS;

/** No piece is longer than a pre-token, each of whose code points is at most four bytes. */
const LONGEST_PIECE = 4 * LONGEST_PRE_TOKEN;

/** The cache is emptied when it holds this many pre-tokens, which take four megabytes at most. */
const CACHED_PRE_TOKENS = 1 << 14;

/**
 * Byte-pair encoding: the WTF-8 bytes of a text, whose neighbours are joined, pieces that were learned earlier first.
 * All 256 bytes are pieces, so there is nothing that it cannot spell.
 */
export class SubwordTokenizer implements Tokenizer {
  readonly kind = 'subword';
  readonly pieces: readonly string[];
  /** From a pair of tokens, as left · 2¹⁶ + right, to the token of their joined bytes. */
  readonly #merges = new Map<number, number>();
  readonly #cache = new Map<string, readonly number[]>();

  private constructor(pieces: readonly string[]) {
    this.pieces = withSpecialTokens(pieces);
    const tokenOf = new Map(pieces.map((piece, index) => [piece, SPECIAL_TOKENS + index]));
    for (const [piece, token] of tokenOf) {
      for (let cut = 1; cut < piece.length; cut++) {
        const left = tokenOf.get(piece.slice(0, cut));
        if (left === undefined) continue;
        const right = tokenOf.get(piece.slice(cut));
        if (right !== undefined) this.#merges.set(pairOf(left, right), token);
      }
    }
  }

  /** Learns a vocabulary of at most `maximumSize` tokens, special ones included. */
  static learn(texts: readonly string[], maximumSize: number): SubwordTokenizer {
    const words = new Map<string, number>();
    for (const [preToken, count] of subwordPreTokens.count(texts)) words.set(spellBytes(preToken), count);
    const size = Math.min(maximumSize - SPECIAL_TOKENS, MAXIMUM_PIECES);
    return new SubwordTokenizer(affordable(learnBytePairs(words, size)));
  }

  /**
   * The tokenizer with these pieces after the special tokens; undefined where the bytes do not come first, or where there
   * are more or longer pieces than `learn` makes: the work grows with the squares of their lengths.
   */
  static fromPieces(pieces: readonly string[]): SubwordTokenizer | undefined {
    const valid =
      pieces.length <= MAXIMUM_PIECES &&
      pieces.every((piece) => piece.length <= LONGEST_PIECE && isSpelledInBytes(piece)) &&
      bytePieces.every((byte, index) => pieces[index] === byte);
    return valid ? new SubwordTokenizer(pieces) : undefined;
  }

  get size(): number {
    return this.pieces.length;
  }

  encode(text: string): Int32Array {
    const tokens: number[] = [];
    for (const preToken of subwordPreTokens.split(text)) {
      for (const token of this.#encodePreToken(preToken)) tokens.push(token);
    }
    return new Int32Array(tokens);
  }

  decode(tokens: ArrayLike<number>): string {
    return this.unspell(joinPieces(this.pieces, tokens));
  }

  spell(text: string): string {
    return spellBytes(text);
  }

  unspell(spelled: string): string {
    return unspellBytes(spelled);
  }

  stableLength(text: string): number {
    return subwordPreTokens.stableLength(text);
  }

  toJson(): TokenizerJson {
    return { kind: this.kind, pieces: this.pieces.slice(SPECIAL_TOKENS) };
  }

  #encodePreToken(preToken: string): readonly number[] {
    const cached = this.#cache.get(preToken);
    if (cached !== undefined) return cached;
    const tokens = Array.from(spellBytes(preToken), (byte) => SPECIAL_TOKENS + byte.charCodeAt(0));
    while (this.#joinEarliest(tokens));
    if (this.#cache.size >= CACHED_PRE_TOKENS) this.#cache.clear();
    // The pre-token itself may be a view of the whole text, which would stay in memory with it.
    this.#cache.set(this.decode(tokens), tokens);
    return tokens;
  }

  /**
   * Joins the two neighbours whose piece was learned earliest, the leftmost of equals. Returns false if there are none.
   */
  #joinEarliest(tokens: number[]): boolean {
    let earliest = Infinity;
    let at = -1;
    for (let i = 0; i + 1 < tokens.length; i++) {
      const joined = this.#merges.get(pairOf(tokens[i]!, tokens[i + 1]!));
      if (joined !== undefined && joined < earliest) {
        earliest = joined;
        at = i;
      }
    }
    if (at < 0) return false;
    tokens.splice(at, 2, earliest);
    return true;
  }
}

function pairOf(left: number, right: number): number {
  return left * 0x1_0000 + right;
}
