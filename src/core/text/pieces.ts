import { SPECIAL_TOKENS } from './tokenizer.ts';

/**
 * The most letters of all pieces of a vocabulary together, since what it costs to load one grows with them. The largest
 * preset learns about a tenth of it.
 */
export const MOST_LETTERS = 0x8_0000;

/** The first of the pieces, as far as they have no more than `MOST_LETTERS` together. */
export function affordable(pieces: readonly string[]): readonly string[] {
  let letters = 0;
  const end = pieces.findIndex((piece) => (letters += piece.length) > MOST_LETTERS);
  return end < 0 ? pieces : pieces.slice(0, end);
}

/** The whole table of pieces: empty ones for the special tokens, then `pieces`. */
export function withSpecialTokens(pieces: readonly string[]): string[] {
  return [...Array<string>(SPECIAL_TOKENS).fill(''), ...pieces];
}

/** The spelled text of a sequence of tokens. A number that is not a token has none. */
export function joinPieces(pieces: readonly string[], tokens: ArrayLike<number>): string {
  return Array.from(tokens, (token) => pieces[token] ?? '').join('');
}
