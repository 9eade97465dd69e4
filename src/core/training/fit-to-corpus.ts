import type { SourceFile } from '../text/source-file.ts';
import { toWtf8 } from '../text/wtf8.ts';
import type { TrainingBudget, TrainingOptions } from './training-options.ts';

/** Under so many characters a corpus is small: learned by heart long before the budget is used up. */
const SMALL = 300_000;
const TINY = 100_000;
/** About so many bytes of UTF-8 are learned in a second, on one core with the default sizes. */
const BYTES_PER_SECOND = 38_000;
/** A corpus that is read more often than this is learned by heart with little dropout; at less than that, it hinders. */
const MANY_EPOCHS = 5;
const FEW_EPOCHS = 2;

/**
 * A preset cut down to what a corpus can fill, since learning by heart helps nobody. More is dropped of the outputs where
 * the corpus will be read again and again, less where there is hardly time to read it once (one seed each, five minutes,
 * bits per character held out: rxjs, 730 kB, read a dozen times, 1.22 with dropout 0.2, 1.15 with 0.4; three, 4.1 MB, read
 * not quite three times, 1.331 with 0.1, 1.326 with 0.2; the Chinese manual pages, 2.9 MB, 3.70 with 0.1, 3.67 with 0.2).
 * A small corpus gets fewer subword tokens, too, since each needs examples, half of the outputs dropped,
 * smaller batches and few epochs (the sample workspace, 94 kB: the preset as it is 1.74, so fitted 1.57).
 */
export function fitToCorpus(options: TrainingOptions, files: readonly SourceFile[]): TrainingOptions {
  if (options.tokenizer !== 'subword') return options;
  if (charactersOf(files) >= SMALL) return { ...options, dropout: fittingDropout(options, files) };
  return {
    ...options,
    vocabulary: fittingVocabulary(options, files),
    dropout: 0.5,
    batch: 8,
    budget: { ...options.budget, epochs: 14 },
  };
}

/** The vocabulary of the fitted preset alone: all of it that a tokenizer learns by. */
export function fittingVocabulary(
  { tokenizer, vocabulary }: Pick<TrainingOptions, 'tokenizer' | 'vocabulary'>,
  files: readonly SourceFile[],
): number {
  const characters = charactersOf(files);
  if (tokenizer !== 'subword' || characters >= SMALL) return vocabulary;
  return Math.min(vocabulary, characters < TINY ? 600 : 1000);
}

function charactersOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

function fittingDropout({ dropout, budget }: TrainingOptions, files: readonly SourceFile[]): number {
  const epochs = expectedEpochs(budget, files);
  if (epochs === undefined) return dropout;
  return epochs > MANY_EPOCHS ? 0.4 : epochs < FEW_EPOCHS ? 0.1 : dropout;
}

/** How often the corpus will be read; undefined where only steps are bounded. */
function expectedEpochs(
  { seconds, epochs }: TrainingBudget,
  files: readonly SourceFile[],
): number | undefined {
  if (seconds === undefined) return epochs;
  const bytes = files.reduce((sum, { text }) => sum + toWtf8(text).length, 0);
  return Math.min(epochs ?? Infinity, (seconds * BYTES_PER_SECOND) / bytes);
}
