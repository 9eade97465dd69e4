import { learnTokenizer } from './learn-tokenizer.ts';
import type { SourceFile } from './source-file.ts';
import { splitFiles } from './split.ts';
import { tokenizeFile, type TokenizedFile } from './token-stream.ts';
import type { Tokenizer, TokenizerKind } from './tokenizer.ts';

/** The files of a run, as the network reads them. */
export interface PreparedCorpus {
  readonly tokenizer: Tokenizer;
  readonly training: readonly TokenizedFile[];
  /** Held out, to see when learning no longer helps. May be empty. */
  readonly validation: readonly TokenizedFile[];
  /** Code points of all texts. */
  readonly characters: number;
  /** Code points of the training texts, divided by their tokens, those of the headers included. */
  readonly charactersPerToken: number;
}

/**
 * Holds out the validation files, learns a tokenizer from the others unless one is given, and tokenizes all of them.
 */
export function prepareCorpus(
  files: readonly SourceFile[],
  tokenizer: Tokenizer | { readonly kind: TokenizerKind; readonly vocabulary: number },
): PreparedCorpus {
  const { training, validation } = splitFiles(files);
  const chosen =
    'encode' in tokenizer
      ? tokenizer
      : learnTokenizer(
          tokenizer.kind,
          training.map((file) => file.text),
          tokenizer.vocabulary,
        );
  const tokenize = (file: SourceFile): TokenizedFile => tokenizeFile(chosen, file);
  const trained = training.map(tokenize);
  const held = validation.map(tokenize);
  const trainedCharacters = sum(trained.map((file) => file.characters));
  return {
    tokenizer: chosen,
    training: trained,
    validation: held,
    characters: trainedCharacters + sum(held.map((file) => file.characters)),
    charactersPerToken: trainedCharacters / Math.max(1, sum(trained.map((file) => file.tokens.length))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
