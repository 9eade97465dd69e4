import { decodeModel, encodeModel, type StoredModel } from '../../core/modelfile/model-file.ts';
import { failed, succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type { Platform } from '../platform.ts';

/** What was found where the model should be. */
export interface OpenedModel {
  readonly model: StoredModel | undefined;
  /** Why there is none although there is a file. */
  readonly problem: Failure | undefined;
}

/** Reads a stored model. A damaged file is renamed out of the way and said so; one from a later version is left alone. */
export async function openStoredModel(path: string, platform: Platform): Promise<Outcome<OpenedModel>> {
  const read = await platform.files.read(path);
  if (!read.ok) return read;
  if (!read.value) return succeeded({ model: undefined, problem: undefined });
  const decoded = decodeModel(read.value);
  if (decoded.ok) return succeeded({ model: decoded.model, problem: undefined });
  const { code, message } = decoded.failure;
  if (code !== 'model-damaged') return failed(code, message, path);
  const aside = await platform.files.setAside(path);
  const where = aside.ok
    ? ` It was set aside as ${aside.value}, and Tacit learns anew.`
    : ` ${aside.failure.message}`;
  return succeeded({ model: undefined, problem: { code, message: message + where, path } });
}

/** Writes a model whole, with what it takes to go on training. */
export function storeModel(path: string, model: StoredModel, platform: Platform): Promise<Outcome<null>> {
  return platform.files.writeWhole(path, encodeModel(model));
}
