import type { StoredModel } from '../../core/modelfile/model-file.ts';
import type { RunDescription } from './run-description.ts';
import type { Snapshot } from './training-position.ts';

/** The model of a run at one moment, as it is stored. */
export function modelOf(
  { shape, options, corpus, provenance }: RunDescription,
  snapshot: Snapshot,
  date: Date,
): StoredModel {
  const { position, parameters, moments, learningRate, finished } = snapshot;
  const { step, epoch, batch, tokens, validationBitsPerCharacter } = position;
  // A run without a bound on time writes no times into its file, so the same run gives the same bytes.
  const isTimed = options.budget.seconds !== undefined;
  const seconds = isTimed ? position.seconds : 0;
  const created = isTimed ? date.toISOString() : undefined;
  return {
    card: {
      shape,
      options: { ...options, learningRate },
      tokenizer: corpus.tokenizer,
      provenance: { ...provenance, created },
      figures: { seconds, steps: step, epoch, position: batch, tokens, validationBitsPerCharacter, finished },
    },
    parameters,
    moments,
  };
}

/** Where the run of a stored model was; undefined where the file does not say. */
export function snapshotOf({ card, parameters, moments }: StoredModel): Snapshot | undefined {
  if (!moments) return undefined;
  const { seconds, steps, epoch, position, tokens, validationBitsPerCharacter, finished } = card.figures;
  return {
    position: {
      step: steps,
      epoch,
      batch: position,
      seconds,
      tokens,
      validationBitsPerCharacter,
    },
    parameters,
    moments,
    learningRate: card.options.learningRate,
    finished,
  };
}
