import { NearDuplicates } from './selection/near-duplicate.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The files, in their order, on which a model that learned from `training` may be measured: a near-copy of a training file
 * or of an earlier one tells what was remembered, not what was predicted.
 */
export function withoutCopies(files: readonly SourceFile[], training: readonly SourceFile[]): SourceFile[] {
  const known = new NearDuplicates();
  for (const { text } of training) known.take(text);
  return files.filter(({ text }) => known.take(text));
}
