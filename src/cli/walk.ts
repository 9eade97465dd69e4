import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { FileReference } from '../protocol/trainer-contract.ts';
import { isExcludedFolder } from '../core/text/selection/excluded-folders.ts';
import { badInput } from './exit.ts';
import type { LeftOut } from './omissions.ts';

/**
 * All files below a folder, in the order of their paths. `passOver` is told of the folders and links that are not
 * followed; a folder's path ends in a slash.
 */
export async function walk(
  folder: string,
  passOver: (leftOut: LeftOut) => void = () => undefined,
): Promise<FileReference[]> {
  const root = resolve(folder);
  const found = await stat(root).catch(() => undefined);
  if (!found) throw badInput(`There is no folder ${folder}. Give the folder whose files should be learned.`);
  if (!found.isDirectory())
    throw badInput(`${folder} is not a folder. Give the folder whose files should be learned.`);
  const files: FileReference[] = [];
  const pathOf = (full: string): string => relative(root, full).split(sep).join('/');
  const visit = async (folderPath: string): Promise<void> => {
    const entries = await readdir(folderPath, { withFileTypes: true }).catch(() => undefined);
    if (!entries) passOver({ path: `${pathOf(folderPath) || '.'}/`, reason: 'unreadable' });
    for (const entry of entries ?? []) {
      const full = join(folderPath, entry.name);
      const path = pathOf(full);
      if (entry.isSymbolicLink()) passOver({ path, reason: 'link' });
      else if (entry.isFile()) files.push({ path, source: { diskPath: full } });
      else if (entry.isDirectory() && !isExcludedFolder(entry.name)) await visit(full);
      else if (entry.isDirectory()) passOver({ path: `${path}/`, reason: 'excluded' });
      else passOver({ path, reason: 'unreadable' });
    }
  };
  await visit(root);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
