import { Alphabet, isAlphabet, learnAlphabet, unspellEscapes } from './alphabet.ts';
import { completeLength } from './code-points.ts';
import { joinPieces, withSpecialTokens } from './pieces.ts';
import { SPECIAL_TOKENS } from './tokenizer.ts';
import type { Tokenizer, TokenizerJson } from './tokenizer.ts';

/** One token for each code point. Code points that the vocabulary lacks are spelled with escapes. */
export class CharTokenizer implements Tokenizer {
  readonly kind = 'char';
  readonly pieces: readonly string[];
  readonly #alphabet: Alphabet;
  readonly #tokenOf: ReadonlyMap<string, number>;

  private constructor(letters: readonly string[]) {
    this.pieces = withSpecialTokens(letters);
    this.#alphabet = new Alphabet(letters);
    this.#tokenOf = new Map(letters.map((letter, index) => [letter, SPECIAL_TOKENS + index]));
  }

  /** Learns a vocabulary of at most `maximumSize` tokens, special ones included. */
  static learn(texts: readonly string[], maximumSize: number): CharTokenizer {
    return new CharTokenizer(learnAlphabet(texts, maximumSize - SPECIAL_TOKENS));
  }

  /** The tokenizer with these pieces after the special tokens; undefined where they cannot spell every string. */
  static fromPieces(letters: readonly string[]): CharTokenizer | undefined {
    return isAlphabet(letters) ? new CharTokenizer(letters) : undefined;
  }

  get size(): number {
    return this.pieces.length;
  }

  encode(text: string): Int32Array {
    const spelled = this.#alphabet.spell(text);
    const tokens = new Int32Array(spelled.length);
    let count = 0;
    for (const letter of spelled) tokens[count++] = this.#tokenOf.get(letter)!;
    return tokens.slice(0, count);
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

  /** A code point is a token whatever follows it, unless it is the first half of a surrogate pair. */
  stableLength(text: string): number {
    return completeLength(text);
  }

  toJson(): TokenizerJson {
    return { kind: this.kind, pieces: this.pieces.slice(SPECIAL_TOKENS) };
  }
}
