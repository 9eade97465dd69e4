import { constants } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, succeeded, type Outcome } from '../protocol/failure.ts';
import { asideOf, purge, removeLeftovers } from './leftovers.node.ts';
import type { FileSystem } from './platform.ts';
import { follow, readAtMost, readRegular } from './regular-file.node.ts';
import { temporaryName } from './temporary-file.node.ts';

export const nodeFiles: FileSystem = {
  async read(path) {
    try {
      return succeeded(ownBytes(await readRegular(path, (file) => file.readFile())));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return succeeded(undefined);
      return failed(
        'model-unreadable',
        `${path} cannot be read: ${reason(error)}. Check the permissions of its folder.`,
        path,
      );
    }
  },

  follow,

  async measure(path) {
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() === true ? { bytes: found.size, modified: found.mtimeMs } : undefined;
  },

  async readUpTo(path, limit, { notLink } = { notLink: false }) {
    try {
      const flags = notLink ? constants.O_NOFOLLOW : 0;
      const read = await readRegular(path, (file, size) => readAtMost(file, size, limit), flags);
      return read ?? 'too-large';
    } catch {
      return 'unreadable';
    }
  },

  async writeWhole(path, bytes) {
    const temporary = temporaryName(path);
    try {
      const made = await mkdir(dirname(path), { recursive: true });
      await writeSynced(temporary, bytes);
      await rename(temporary, path);
      await syncFolder(dirname(path), made);
      return succeeded(null);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      return writeFailure(path, error);
    }
  },

  async setAside(path) {
    const aside = asideOf(path);
    try {
      await rename(path, aside);
      return succeeded(aside);
    } catch (error) {
      return writeFailure(path, error);
    }
  },

  async remove(path) {
    await rm(path, { force: true }).catch(() => undefined);
  },

  purge,

  removeLeftovers: (path) => removeLeftovers(path, Date.now()),
};

/**
 * Whether `writeWhole` can write this path, as far as can be known without doing it: a small file is written in the
 * same folder. That file goes again, and so do folders that were made for it.
 */
export async function tryWriting(path: string): Promise<Outcome<null>> {
  const temporary = temporaryName(path);
  const folder = dirname(path);
  const missing = await missingFolders(folder);
  try {
    await mkdir(folder, { recursive: true });
    await writeSynced(temporary, new Uint8Array(4096));
    return succeeded(null);
  } catch (error) {
    return writeFailure(path, error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
    for (const made of missing) await rmdir(made).catch(() => undefined);
  }
}

/** This folder and those around it, as far as they do not exist, from the inside out. */
async function missingFolders(folder: string): Promise<readonly string[]> {
  const outer = dirname(folder);
  const exists = folder === outer || (await stat(folder).catch(() => undefined)) !== undefined;
  return exists ? [] : [folder, ...(await missingFolders(outer))];
}

/** Writes a new file, never one that is there already or behind a link. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Makes a rename in a folder survive a power cut, and the folders around it from `made` on, which were made for it.
 * Where folders cannot be opened, as on Windows, there is nothing to do.
 */
async function syncFolder(path: string, made: string | undefined): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
  if (made !== undefined && path.length >= made.length) await syncFolder(dirname(path), made);
}

function writeFailure(path: string, error: unknown): Outcome<never> {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? failed('disk-full', `The disk is full: ${path} could not be written. Free some space.`, path)
    : failed(
        'store-failed',
        `${path} could not be written: ${reason(error)}. Check its name and the permissions of its folder.`,
        path,
      );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function reason(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error));
}

/** The same bytes without Node's type. They are copied only if they share their buffer with others. */
function ownBytes({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return byteLength === buffer.byteLength ? bytes : bytes.slice();
}
