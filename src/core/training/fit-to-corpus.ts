import type { SourceFile } from '../text/source-file.ts';
import type { TrainingOptions } from './training-options.ts';

/** Characters under which a smaller subword vocabulary learns better: too few examples of each token otherwise. */
const vocabularies: readonly { readonly below: number; readonly vocabulary: number }[] = [
  { below: 100_000, vocabulary: 600 },
  { below: 300_000, vocabulary: 1000 },
];

/** Preset sizes cut down to what a small corpus can fill. */
export function fitToCorpus(options: TrainingOptions, files: readonly SourceFile[]): TrainingOptions {
  if (options.tokenizer !== 'subword') return options;
  const characters = files.reduce((sum, file) => sum + file.text.length, 0);
  const bound = vocabularies.find(({ below }) => characters < below)?.vocabulary ?? Infinity;
  return { ...options, vocabulary: Math.min(options.vocabulary, bound) };
}
