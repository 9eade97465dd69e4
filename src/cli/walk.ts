import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { FileReference } from '../protocol/trainer-contract.ts';
import { isExcludedFolder } from '../core/text/selection/excluded-folders.ts';
import { badInput } from './exit.ts';

/** All files below a folder, in the order of their paths. Links are not followed. */
export async function walk(folder: string): Promise<FileReference[]> {
  const root = resolve(folder);
  const found = await stat(root).catch(() => undefined);
  if (!found) throw badInput(`There is no folder ${folder}. Give the folder whose files should be learned.`);
  if (!found.isDirectory())
    throw badInput(`${folder} is not a folder. Give the folder whose files should be learned.`);
  const files: FileReference[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!isExcludedFolder(entry.name)) await visit(full);
      } else if (entry.isFile()) {
        files.push({ path: relative(root, full).split(sep).join('/'), source: { diskPath: full } });
      }
    }
  };
  await visit(root);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
