import type { ModelCard } from '../core/modelfile/model-card.ts';
import { parameterLayout } from '../core/model/parameters.ts';
import type { ModelSummary } from '../protocol/trainer-contract.ts';

/** What the editor shows of a model. */
export function summarize({ shape, tokenizer, provenance, figures }: ModelCard): ModelSummary {
  return {
    cell: shape.cell,
    tokenizer: tokenizer.kind,
    parameters: parameterLayout(shape).length,
    vocabulary: shape.vocabulary,
    seconds: figures.seconds,
    steps: figures.steps,
    finished: figures.finished,
    validationBitsPerCharacter: figures.validationBitsPerCharacter,
    created: provenance.created,
  };
}
