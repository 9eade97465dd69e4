import type { Omission } from '../../core/text/source-file.ts';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import type { Platform } from '../platform.ts';
import { readGitIgnore } from '../read-corpus.ts';

/**
 * What was left out because `.gitignore` files ignore it: each outermost folder, with a slash at its end, and each file
 * that is in none. What changes there need not be looked at.
 */
export async function ignoredRoots(
  listed: readonly FileReference[],
  omissions: readonly Omission[],
  platform: Platform,
): Promise<readonly string[]> {
  const gitIgnore = await readGitIgnore(listed, platform);
  const roots = new Set<string>();
  for (const { path, reason } of omissions) {
    if (reason !== 'ignored') continue;
    const folders = [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
    roots.add(folders.find((folder) => roots.has(folder) || gitIgnore.ignores(folder)) ?? path);
  }
  return [...roots];
}
