import { existsSync } from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.ts';

/**
 * Keeps the editor's own assistants, update checks and questions from disturbing a first look at Tacit, and opens the
 * README of the sample.
 */
export const firstSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'readme',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Copies the sample project, unless the copy exists, so edits survive a restart and the repository stays clean.
 *
 * The editor opens a README that ends in `.md` as a preview. On a busy machine a preview may stay blank, so in the copy
 * the name ends otherwise: then the editor opens the text.
 */
export async function copySample(copy: string): Promise<void> {
  if (!existsSync(copy)) await cp(join(root, 'sample'), copy, { recursive: true });
  const readme = join(copy, 'README.md');
  if (existsSync(readme)) await rename(readme, join(copy, 'README.markdown'));
}
