import { decodeModel } from '../../core/modelfile/model-file.ts';
import { StepModel } from '../../core/model/step-model.ts';
import type { PathDigests } from '../../core/text/path-digests.ts';
import type { Tokenizer } from '../../core/text/tokenizer.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { ModelSource } from '../../protocol/predictor-contract.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';
import { summarize } from '../model-summary.ts';
import type { Platform } from '../platform.ts';

/** A model that is ready to predict. */
export interface LoadedModel {
  readonly summary: ModelSummary;
  readonly network: StepModel;
  readonly tokenizer: Tokenizer;
  /** What it has learned from; undefined where the file does not say. */
  readonly learned: PathDigests | undefined;
}

/** Reads a model file, whole or not at all. Throws an `OutOfMemoryError` if the model does not fit into memory. */
export async function loadModel(source: ModelSource, platform: Platform): Promise<Outcome<LoadedModel>> {
  if ('bytes' in source) return modelOf(source.bytes, undefined, platform);
  const read = await platform.files.read(source.diskPath);
  if (!read.ok) return read;
  if (!read.value) return failed('no-model', `There is no model file ${source.diskPath}.`, source.diskPath);
  return modelOf(read.value, source.diskPath, platform);
}

function modelOf(bytes: Uint8Array, path: string | undefined, platform: Platform): Outcome<LoadedModel> {
  const decoded = decodeModel(bytes);
  if (!decoded.ok) return failed(decoded.failure.code, decoded.failure.message, path);
  const { card, parameters } = decoded.model;
  const network = new StepModel(platform.createKernels(), card.shape, parameters, 'int8');
  const { tokenizer, provenance } = card;
  return succeeded({ summary: summarize(card), network, tokenizer, learned: provenance.learned });
}
