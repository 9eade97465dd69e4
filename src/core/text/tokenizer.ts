/**
 * What every tokenizer promises. Text is first *spelled*: mapped, without loss for any JavaScript string (lone
 * surrogates included), into the tokenizer's own alphabet. A vocabulary is a list of *pieces*, strings over that
 * alphabet; encoding cuts the spelled text into pieces, decoding joins them and reads the spelling back.
 */
export interface Tokenizer {
  readonly kind: TokenizerKind;
  /** pieces[token] is the token's spelled text; the special tokens have the empty piece. */
  readonly pieces: readonly string[];
  /** The number of tokens, special ones included: V. */
  readonly size: number;

  /** decode(encode(s)) === s for every string s; never yields a special token. */
  encode(text: string): Int32Array;
  /** Total: any sequence of tokens has a text (special tokens have none; broken spellings become U+FFFD). */
  decode(tokens: ArrayLike<number>): string;

  /** The spelled form of a text, of which pieces are substrings. */
  spell(text: string): string;
  /** Reads a spelling back; total like `decode`. */
  unspell(spelled: string): string;

  /**
   * Where, in `text`, tokens can no longer change by what is typed behind it: the largest i such that
   * encode(text + anything) starts with encode(text.slice(0, i)). 0 <= i <= text.length. It lies at most one
   * pre-token back (a word, a number, a run of blanks, a line break with its indentation).
   */
  stableLength(text: string): number;

  /** A plain form for the model file; `tokenizerFromJson` is its inverse. */
  toJson(): TokenizerJson;
}

export type TokenizerKind = 'char' | 'word' | 'subword';

/** What a model file holds of its tokenizer. Pieces after the special tokens, in token order. */
export interface TokenizerJson {
  readonly kind: TokenizerKind;
  readonly pieces: readonly string[];
}

/** The special tokens, first in every vocabulary. A file is FILE, its path's tokens, TEXT, its text's tokens. */
export const FILE_TOKEN = 0;
export const TEXT_TOKEN = 1;
export const SPECIAL_TOKENS = 2;
