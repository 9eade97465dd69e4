import { open, stat } from 'node:fs/promises';
import {
  BEGINNING_BYTES,
  beginsLikeModel,
  decodeModel,
  type StoredModel,
} from '../core/modelfile/model-file.ts';
import { nodeFiles, tryWriting } from '../worker/file-system.node.ts';
import { badInput, commandFailed } from './exit.ts';

/**
 * The bytes of a model file that is named on the command line, which may be damaged. The file belongs to the user, so
 * nothing here renames it. Ends the command where there is no such file, or one that was never a model.
 */
export async function readModelBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw badInput(`${path} is a folder. Give a model file that "tacit train" has written.`);
  const read = await nodeFiles.read(path);
  if (!read.ok) throw commandFailed(read.failure);
  if (!read.value) throw badInput(`There is no model file ${path}. Check the path.`);
  if (!beginsLikeModel(read.value)) {
    throw badInput(`${path} is not a model file. Give one that "tacit train" has written.`);
  }
  return read.value;
}

/** As `readModelBytes`, decoded. Ends the command where the file is damaged. */
export async function readModel(
  path: string,
): Promise<{ readonly model: StoredModel; readonly bytes: number }> {
  const bytes = await readModelBytes(path);
  const decoded = decodeModel(bytes);
  if (!decoded.ok) throw badInput(`${path}: ${decoded.failure.message}`);
  return { model: decoded.model, bytes: bytes.length };
}

/**
 * Ends the command where no model can be written to this path, or where it would replace something else than a model.
 * Called before the training, which would be lost.
 */
export async function checkOutput(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  const isFree = !found || (found.isFile() && found.size === 0);
  const isModel = found?.isFile() === true && beginsLikeModel(await beginning(path));
  if (!isFree && !isModel)
    throw badInput(`${path} exists and is not a model file, so it is left as it is. Give another --out.`);
  const tried = await tryWriting(path);
  if (!tried.ok) throw commandFailed(tried.failure);
}

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined);
  const read = await file?.read(new Uint8Array(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
  await file?.close();
  return read?.buffer ?? new Uint8Array();
}
