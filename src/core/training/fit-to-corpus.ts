import type { SourceFile } from '../text/source-file.ts';
import { toWtf8 } from '../text/wtf8.ts';
import type { TrainingBudget, TrainingOptions } from './training-options.ts';

/** A corpus of fewer characters is small. It is learned by heart long before the budget is used up. */
const SMALL = 300_000;
/** A corpus of fewer characters than this gets the smallest vocabulary. */
const TINY = 100_000;
/** About how many bytes of UTF-8 one core learns in a second, with the default sizes. */
const BYTES_PER_SECOND = 38_000;
/** A corpus that is read more often than this is learned by heart unless dropout is high. */
const MANY_EPOCHS = 5;
/** In a corpus that is read less often than this, dropout only hinders. */
const FEW_EPOCHS = 2;

/**
 * Fits a preset to a corpus, so that the network does not learn the corpus by heart. Dropout is higher where the corpus
 * will be read again and again, and lower where there is hardly time to read it once. Measured in five minutes with one
 * seed each, in bits per character of held-out files:
 * - rxjs (730 kB, read a dozen times) 1.22 with dropout 0.2 and 1.15 with 0.4;
 * - three (4.1 MB, read not quite three times) 1.331 with 0.1 and 1.326 with 0.2;
 * - the Chinese manual pages (2.9 MB) 3.70 with 0.1 and 3.67 with 0.2.
 *
 * A small corpus also gets fewer subword tokens (since each needs examples), a dropout of a half, smaller batches and
 * few epochs. The sample workspace (94 kB) has 1.74 with the preset as it is, and 1.57 with the fitted one.
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

/** Only the vocabulary of the fitted preset, which is all that a tokenizer needs to be learned. */
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

/** How often the corpus will be read; undefined where only the steps are bounded. */
function expectedEpochs(
  { seconds, epochs }: TrainingBudget,
  files: readonly SourceFile[],
): number | undefined {
  if (seconds === undefined) return epochs;
  const bytes = files.reduce((sum, { text }) => sum + toWtf8(text).length, 0);
  return Math.min(epochs ?? Infinity, (seconds * BYTES_PER_SECOND) / bytes);
}
