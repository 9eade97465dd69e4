import {
  Alphabet,
  ESCAPE,
  ESCAPED_LENGTH,
  isAlphabet,
  isLetter,
  learnAlphabet,
  MINIMUM_ALPHABET,
  mostFrequent,
  unspellEscapes,
} from './alphabet.ts';
import { affordable, joinPieces, withSpecialTokens } from './pieces.ts';
import { LONGEST_PRE_TOKEN, wordPreTokens } from './pre-tokens.ts';
import { SPECIAL_TOKENS } from './tokenizer.ts';
import type { Tokenizer, TokenizerJson } from './tokenizer.ts';

/** No piece is longer than a pre-token, each of whose code points is at most two escaped code units. */
const LONGEST_PIECE = 2 * ESCAPED_LENGTH * LONGEST_PRE_TOKEN;

/**
 * One token for each identifier, word or run of blanks. A word that the vocabulary lacks is spelled letter by letter,
 * as by `CharTokenizer`. A piece of one code point is both a letter of that alphabet and a word.
 */
export class WordTokenizer implements Tokenizer {
  readonly kind = 'word';
  readonly pieces: readonly string[];
  readonly #alphabet: Alphabet;
  readonly #tokenOfLetter = new Map<string, number>();
  readonly #tokenOfWord = new Map<string, number>();

  private constructor(pieces: readonly string[]) {
    this.pieces = withSpecialTokens(pieces);
    this.#alphabet = new Alphabet(pieces.filter(isLetter));
    pieces.forEach((piece, index) => {
      if (isLetter(piece)) this.#tokenOfLetter.set(piece, SPECIAL_TOKENS + index);
      if (piece !== ESCAPE) this.#tokenOfWord.set(unspellEscapes(piece), SPECIAL_TOKENS + index);
    });
  }

  /**
   * Learns a vocabulary of at most `maximumSize` tokens, special ones included. At most half of it is letters; the rest
   * is the most frequent words that occur at least twice.
   */
  static learn(texts: readonly string[], maximumSize: number): WordTokenizer {
    const size = maximumSize - SPECIAL_TOKENS;
    const letters = learnAlphabet(texts, Math.max(MINIMUM_ALPHABET, Math.floor(size / 2)));
    const known = new Set(letters);
    const words = mostFrequent(wordPreTokens.count(texts), 2)
      .filter((word) => !known.has(word))
      .slice(0, size - letters.length);
    const alphabet = new Alphabet([...letters, ...words.filter(isLetter)]);
    return new WordTokenizer(affordable([...letters, ...words.map((word) => alphabet.spell(word))]));
  }

  /** The tokenizer with these pieces after the special tokens; undefined where they cannot spell every string. */
  static fromPieces(pieces: readonly string[]): WordTokenizer | undefined {
    if (pieces.some(({ length }) => length > LONGEST_PIECE)) return undefined;
    const letters = pieces.filter(isLetter);
    const alphabet = new Alphabet(letters);
    const isSpelling = (piece: string): boolean => alphabet.spell(unspellEscapes(piece)) === piece;
    const words = pieces.filter((piece) => !isLetter(piece));
    return isAlphabet(letters) && words.every(isSpelling) ? new WordTokenizer(pieces) : undefined;
  }

  get size(): number {
    return this.pieces.length;
  }

  encode(text: string): Int32Array {
    const tokens: number[] = [];
    for (const word of wordPreTokens.split(text)) {
      const token = this.#tokenOfWord.get(word);
      if (token !== undefined) tokens.push(token);
      else for (const letter of this.spell(word)) tokens.push(this.#tokenOfLetter.get(letter)!);
    }
    return new Int32Array(tokens);
  }

  decode(tokens: ArrayLike<number>): string {
    return this.unspell(joinPieces(this.pieces, tokens));
  }

  spell(text: string): string {
    return this.#alphabet.spell(text);
  }

  unspell(spelled: string): string {
    return unspellEscapes(spelled);
  }

  stableLength(text: string): number {
    return wordPreTokens.stableLength(text);
  }

  toJson(): TokenizerJson {
    return { kind: this.kind, pieces: this.pieces.slice(SPECIAL_TOKENS) };
  }
}
