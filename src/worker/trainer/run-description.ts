import type { ModelShape } from '../../core/model/model-shape.ts';
import type { Provenance } from '../../core/modelfile/model-card.ts';
import type { StoredModel } from '../../core/modelfile/model-file.ts';
import { corpusDigest } from '../../core/text/corpus-digest.ts';
import { prepareCorpus, type PreparedCorpus } from '../../core/text/prepared-corpus.ts';
import { digestsOf, type PathDigests, without } from '../../core/text/path-digests.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { fitToCorpus } from '../../core/training/fit-to-corpus.ts';
import { presets, type TrainingOptions } from '../../core/training/training-options.ts';
import type { TrainParams } from '../../protocol/trainer-contract.ts';
import { VERSION } from '../version.ts';
import { snapshotOf } from './learned-model.ts';
import type { Snapshot } from './training-position.ts';

/** What stays the same throughout a run. */
export interface RunDescription {
  readonly shape: ModelShape;
  readonly options: TrainingOptions;
  readonly corpus: PreparedCorpus;
  readonly provenance: Omit<Provenance, 'created'>;
  /** Where an earlier part of the run ended; undefined in a new run. */
  readonly start: Snapshot | undefined;
}

/**
 * The run that `params` ask for: a new one or, where they ask to resume, the one that `stored` comes from. Where a file
 * is gone that it has learned from, that one begins anew.
 *
 * @param withheld - how many files were left out because they are to be forgotten
 */
export function describeRun(
  params: TrainParams,
  files: readonly SourceFile[],
  stored: StoredModel | undefined,
  withheld = 0,
): RunDescription {
  const present = digestsOf(files.map(({ path }) => path));
  const resumed = params.resume && stored ? resumedRun(params, files, stored, present) : undefined;
  const provenance = {
    tacitVersion: VERSION,
    workspace: params.workspaceName,
    corpusDigest: corpusDigest(files),
    files: files.length,
    // A run that goes on has learned from no other files, unless they were not recorded then.
    learned: resumed?.start && stored?.card.provenance.learned === undefined ? undefined : present,
    withheld: withheld > 0 ? withheld : undefined,
  };
  return { ...(resumed ?? newRun(params, files)), provenance };
}

type Described = Omit<RunDescription, 'provenance'>;

/** The run of a stored model, with its own options except for the budget; undefined where it cannot be continued. */
function resumedRun(
  params: TrainParams,
  files: readonly SourceFile[],
  stored: StoredModel,
  present: PathDigests,
): Described | undefined {
  const { shape, tokenizer, provenance } = stored.card;
  const budget = { ...stored.card.options.budget, ...params.options.budget };
  const options = { ...stored.card.options, budget };
  const start = snapshotOf(stored);
  if (!start) return undefined;
  if (without(provenance.learned ?? '', present) !== '') return newRun({ ...params, options }, files);
  return {
    shape,
    options,
    corpus: prepareCorpus(files, tokenizer),
    start,
  };
}

function newRun(params: TrainParams, files: readonly SourceFile[]): Described {
  const preset = presets[params.preset];
  // How often the corpus will be read decides how the preset is fitted, so the budget that is asked for comes first.
  const budget = { ...preset.budget, ...params.options.budget };
  const fitted = fitToCorpus({ ...preset, budget }, files);
  const options: TrainingOptions = {
    ...fitted,
    ...params.options,
    budget: { ...fitted.budget, ...params.options.budget },
  };
  const corpus = prepareCorpus(files, { kind: options.tokenizer, vocabulary: options.vocabulary });
  const { cell, layers, embedding, hidden } = options;
  return {
    shape: { cell, layers, embedding, hidden, vocabulary: corpus.tokenizer.size },
    options,
    corpus,
    start: undefined,
  };
}
