import { withoutCopies } from '../../core/text/held-out.ts';
import { normalizeLineEnds } from '../../core/text/line-ends.ts';
import { countCodePoints } from '../../core/text/code-points.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import type { Platform } from '../../worker/platform.ts';
import { readCorpus } from '../../worker/read-corpus.ts';
import type { FolderFiles } from '../folder-files.ts';
import type { LeftOut } from '../omissions.ts';

/** The texts of a folder. */
export interface FolderTexts {
  readonly files: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
}

/** The files below a folder that a model may learn from, with LF as line ends, and what is left out. */
export async function readFolder(
  { files: found, passedOver }: FolderFiles,
  platform: Platform,
): Promise<FolderTexts> {
  const { files, omissions } = await readCorpus(found, platform, Infinity);
  return {
    files: files.map(({ path, text }) => ({ path, text: normalizeLineEnds(text) })),
    leftOut: [...omissions, ...passedOver],
  };
}

/** The most files to type and, of each, the most UTF-16 code units. For a quick measurement. */
export interface TestLimits {
  readonly files: number;
  readonly characters: number;
}

export interface TestFiles {
  readonly files: readonly SourceFile[];
  /** How many files were left out because they are near-copies of training files or of each other. */
  readonly copies: number;
}

/** The files to type, in the order of their paths. */
export function chooseTestFiles(
  found: readonly SourceFile[],
  training: readonly SourceFile[],
  limits: TestLimits,
): TestFiles {
  const kept = withoutCopies(found, training);
  const files = kept
    .slice(0, limits.files)
    .map(({ path, text }) => ({ path, text: text.slice(0, limits.characters) }));
  return { files, copies: found.length - kept.length };
}

export function charactersOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + countCodePoints(text), 0);
}
