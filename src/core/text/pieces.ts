import { SPECIAL_TOKENS } from './tokenizer.ts';

/** The whole table of pieces: empty ones for the special tokens, then `pieces`. */
export function withSpecialTokens(pieces: readonly string[]): string[] {
  return [...Array<string>(SPECIAL_TOKENS).fill(''), ...pieces];
}

/** The spelled text of a sequence of tokens. A number that is not a token has none. */
export function joinPieces(pieces: readonly string[], tokens: ArrayLike<number>): string {
  return Array.from(tokens, (token) => pieces[token] ?? '').join('');
}
