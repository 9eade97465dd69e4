import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { DiskFolder } from '../protocol/trainer-contract.ts';
import type { FollowedFile } from './platform.ts';

/**
 * Opens a file for reading, and reads it whole through one handle, so that another may take its place meanwhile. Throws
 * where it is no regular file: a pipe or a device may never end, and opening one must not wait for its other end.
 */
export async function readRegular<T>(
  path: string,
  read: (file: FileHandle, size: number) => Promise<T>,
  flags = 0,
): Promise<T> {
  // Windows knows no such flags, which count as 0.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error('it is not a regular file');
    return await read(file, found.size);
  } finally {
    await file.close();
  }
}

/** Reads to the end, however far that is by now; undefined as soon as there are more than `limit` bytes. */
export async function readAtMost(
  file: FileHandle,
  size: number,
  limit: number,
): Promise<Uint8Array | undefined> {
  let bytes = new Uint8Array(Math.min(size, limit) + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
    length += bytesRead;
    if (bytesRead === 0) return bytes.subarray(0, length);
    if (length > limit) return undefined;
    if (length < bytes.length) continue;
    const larger = new Uint8Array(Math.min(2 * length, limit + 1));
    larger.set(bytes);
    bytes = larger;
  }
}

/** As `FileSystem.follow`. */
export async function follow(
  diskPath: string,
  folders: readonly DiskFolder[],
): Promise<FollowedFile | undefined> {
  const end = await realpath(diskPath).catch(() => diskPath);
  if (end === diskPath) return { diskPath };
  for (const folder of folders) {
    const root = await realpath(folder.diskPath).catch(() => folder.diskPath);
    const inside = relative(root, end);
    const isOutside = isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`);
    if (inside === '' || isOutside) continue;
    return { diskPath: end, path: folder.prefix + inside.split(sep).join('/') };
  }
  return undefined;
}
