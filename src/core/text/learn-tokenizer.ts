import { MINIMUM_ALPHABET } from './alphabet.ts';
import { normalizeLineEnds } from './line-ends.ts';
import { affordable } from './pieces.ts';
import { CharTokenizer } from './tokenizer-char.ts';
import { SubwordTokenizer } from './tokenizer-subword.ts';
import { WordTokenizer } from './tokenizer-word.ts';
import { SPECIAL_TOKENS } from './tokenizer.ts';
import type { Tokenizer, TokenizerKind } from './tokenizer.ts';

/** The smallest vocabularies, special tokens included, that can spell every string. */
export const minimumVocabulary: Readonly<Record<TokenizerKind, number>> = {
  char: SPECIAL_TOKENS + MINIMUM_ALPHABET,
  word: SPECIAL_TOKENS + MINIMUM_ALPHABET,
  subword: SPECIAL_TOKENS + 256,
};

/**
 * Learns a vocabulary of at most `maximumSize` tokens, special ones included, from the texts of a corpus, whatever
 * their order. Line ends are normalised first. Throws a RangeError below `minimumVocabulary`.
 */
export function learnTokenizer(
  kind: TokenizerKind,
  texts: readonly string[],
  maximumSize: number,
): Tokenizer {
  if (maximumSize < minimumVocabulary[kind]) {
    throw new RangeError(`A ${kind} vocabulary has at least ${String(minimumVocabulary[kind])} tokens.`);
  }
  return tokenizers[kind].learn(texts.map(normalizeLineEnds), maximumSize);
}

/** The inverse of `toJson`. Returns undefined unless `json` is the form of a tokenizer that can encode every string. */
export function tokenizerFromJson(json: unknown): Tokenizer | undefined {
  if (typeof json !== 'object' || json === null || !('kind' in json) || !('pieces' in json)) return undefined;
  const { kind, pieces } = json;
  if (!isKind(kind) || !isListOfPieces(pieces)) return undefined;
  return tokenizers[kind].fromPieces(pieces);
}

const tokenizers = {
  char: CharTokenizer,
  word: WordTokenizer,
  subword: SubwordTokenizer,
};

function isKind(kind: unknown): kind is TokenizerKind {
  return typeof kind === 'string' && Object.hasOwn(tokenizers, kind);
}

/** Pieces are strings, none of which is empty or there twice, and no more than a vocabulary may have. */
function isListOfPieces(pieces: unknown): pieces is readonly string[] {
  return (
    Array.isArray(pieces) &&
    pieces.every((piece) => typeof piece === 'string' && piece !== '') &&
    affordable(pieces).length === pieces.length &&
    new Set(pieces).size === pieces.length
  );
}
