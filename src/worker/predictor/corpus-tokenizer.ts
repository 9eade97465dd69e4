import { learnTokenizer } from '../../core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { splitFiles } from '../../core/text/split.ts';
import type { Tokenizer } from '../../core/text/tokenizer.ts';
import { fittingVocabulary } from '../../core/training/fit-to-corpus.ts';
import { presets, type PresetName } from '../../core/training/training-options.ts';

/**
 * The tokenizer that a training run with this preset will learn from these files. So the memory has the vocabulary of
 * the first network before that arrives, and need not be built again.
 */
export function corpusTokenizer(files: readonly SourceFile[], preset: PresetName): Tokenizer {
  const options = presets[preset];
  const texts = splitFiles(files).training.map(({ text }) => text);
  return learnTokenizer(options.tokenizer, texts, fittingVocabulary(options, files));
}

/** Whether two tokenizers give the same tokens for every text. */
export function haveSameVocabulary(one: Tokenizer, other: Tokenizer): boolean {
  return (
    one.kind === other.kind &&
    one.size === other.size &&
    one.pieces.every((piece, token) => piece === other.pieces[token])
  );
}
