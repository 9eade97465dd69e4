import { failed, succeeded, type Failure, type Outcome } from '../protocol/failure.ts';
import type { Platform } from './platform.ts';

/** What was found where a stored file should be. */
export interface StoredFile<T> {
  /** Undefined where there is no file, or none that is whole. */
  readonly content: T | undefined;
  /** Why there is no content although there was a file. */
  readonly problem: Failure | undefined;
}

/**
 * Opens a file that an earlier run of Tacit has stored, and tidies up beside it. A damaged file
 * is renamed, so that it is neither read again nor lost, and the new name is part of the problem's message. A file from
 * a later version of Tacit stays where it is, which is a failure.
 */
export async function openStored<T>(
  path: string,
  decode: (bytes: Uint8Array) => Outcome<T>,
  { files }: Pick<Platform, 'files'>,
): Promise<Outcome<StoredFile<T>>> {
  await files.removeLeftovers(path);
  const read = await files.read(path);
  if (!read.ok) return read;
  if (!read.value) return succeeded({ content: undefined, problem: undefined });
  const decoded = decode(read.value);
  if (decoded.ok) return succeeded({ content: decoded.value, problem: undefined });
  const { code, message } = decoded.failure;
  if (code === 'model-newer') return failed(code, message, path);
  const aside = await files.setAside(path);
  const where = aside.ok ? `It was set aside as ${aside.value}.` : aside.failure.message;
  return succeeded({ content: undefined, problem: { code, message: `${message} ${where}`, path } });
}
