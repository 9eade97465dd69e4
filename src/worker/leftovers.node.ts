import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isUnmistakable, temporaryState } from './temporary-file.node.ts';

const DAY_MILLISECONDS = 86_400_000;
/** A damaged file is kept for somebody who would like to look at it. */
const DAMAGED_KEPT_MILLISECONDS = 7 * DAY_MILLISECONDS;
const DAMAGED_ENDING = '.damaged';

/** Where a damaged file goes. There is one such name for each file, so the next damaged one takes the last one's place. */
export function asideOf(path: string): string {
  return `${path}${DAMAGED_ENDING}`;
}

/**
 * Removes what nobody needs beside one of our files: temporary files of processes that were killed, and the file that was
 * set aside long ago because it was damaged, if it has been stored anew. The folder may be the user's, so what might be
 * named so by others is removed only under this file's own name. A folder behind a link is not ours.
 *
 * @param now - in milliseconds since 1970
 */
export async function removeLeftovers(file: string, now: number): Promise<void> {
  await removeBeside(file, (path, isNamedSo) => (isNamedSo || isUnmistakable(path)) && isLeftover(path, now));
}

/**
 * Removes what was set aside of one of our files, and its temporary files, apart from those of other processes that are
 * at work. A thread that has ended may have left some under the number of this process.
 */
export async function purge(file: string): Promise<void> {
  const isOld = (path: string): boolean =>
    path === asideOf(file) || ['temporary', 'own'].includes(temporaryState(path) ?? '');
  await removeBeside(file, (path, isNamedSo) => isNamedSo && isOld(path));
}

/** @param isUnwanted - is also told whether a file has this one's name at its beginning */
async function removeBeside(
  file: string,
  isUnwanted: (path: string, isNamedSo: boolean) => boolean | Promise<boolean>,
): Promise<void> {
  const folder = dirname(file);
  try {
    if (!(await lstat(folder)).isDirectory()) return;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const isNamedSo = entry.name.startsWith(`${basename(file)}.`);
      if (entry.isFile() && (await isUnwanted(path, isNamedSo))) await rm(path, { force: true });
    }
  } catch {
    // There is no such folder yet, or what is in it cannot be removed. The next store tries again.
  }
}

async function isLeftover(path: string, now: number): Promise<boolean> {
  const temporary = temporaryState(path);
  if (temporary === 'temporary') return true;
  // Another process may have got the number of one that was killed. None writes for a day.
  if (temporary !== undefined) return (await age(path, now)) > DAY_MILLISECONDS;
  if (!path.endsWith(DAMAGED_ENDING)) return false;
  const isStoredAnew = (await age(path.slice(0, -DAMAGED_ENDING.length), now)) !== -Infinity;
  return isStoredAnew && (await age(path, now)) > DAMAGED_KEPT_MILLISECONDS;
}

/** Milliseconds since a file was last written or renamed; -Infinity if there is none. */
async function age(path: string, now: number): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  return found ? now - found.ctimeMs : -Infinity;
}
