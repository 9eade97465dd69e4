import { NearDuplicates } from './selection/near-duplicate.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The files on which a model that learned from `training` may be measured, in their order. Near-copies of training
 * files and of each other are left out: on them, remembering passes for predicting.
 */
export function withoutCopies(files: readonly SourceFile[], training: readonly SourceFile[]): SourceFile[] {
  const known = new NearDuplicates();
  for (const { text } of training) known.take(text);
  return files.filter(({ text }) => known.take(text));
}
