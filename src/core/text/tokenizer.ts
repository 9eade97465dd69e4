/**
 * What every tokenizer promises. First it *spells* a text in an alphabet of its own, without loss for any JavaScript
 * string, lone surrogates included. A vocabulary is a list of *pieces*, which are strings in that alphabet. Encoding
 * cuts the spelled text into pieces. Decoding joins pieces and reads their spelling back.
 */
export interface Tokenizer {
  readonly kind: TokenizerKind;
  /** pieces[token] is the spelled text of the token. That of a special token is empty. */
  readonly pieces: readonly string[];
  /** The number of tokens, special ones included: V. */
  readonly size: number;

  /** decode(encode(s)) === s for every string s. The tokens are never special ones. */
  encode(text: string): Int32Array;
  /** Any sequence of tokens has a text. Special tokens add nothing to it, and broken spellings become U+FFFD. */
  decode(tokens: ArrayLike<number>): string;

  /** The spelled form of a text, which pieces are substrings of. */
  spell(text: string): string;
  /** Reads any spelling back, broken ones included, as `decode` does. */
  unspell(spelled: string): string;

  /**
   * Up to where the tokens of `text` stay the same whatever is typed after it: the largest i, 0 <= i <= text.length,
   * such that encode(text + anything) starts with encode(text.slice(0, i)). It is at most one pre-token back (a word, a
   * number, a run of blanks, a line break with its indentation).
   */
  stableLength(text: string): number;

  /** A plain form for the model file; `tokenizerFromJson` is its inverse. */
  toJson(): TokenizerJson;
}

export type TokenizerKind = 'char' | 'word' | 'subword';

/** What a model file holds of its tokenizer: the pieces after the special tokens, in the order of their tokens. */
export interface TokenizerJson {
  readonly kind: TokenizerKind;
  readonly pieces: readonly string[];
}

/**
 * The special tokens, which come first in every vocabulary. A file is FILE, its path's tokens, TEXT, its text's tokens.
 */
export const FILE_TOKEN = 0;
export const TEXT_TOKEN = 1;
export const SPECIAL_TOKENS = 2;
