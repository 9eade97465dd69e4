import { countCodePoints } from './code-points.ts';
import { pathHash } from './path-hash.ts';
import type { SourceFile } from './source-file.ts';

/** With fewer files none can be spared for validation. */
const FEWEST_FILES = 8;
/** The share of the files that is held out, and the largest share of all characters that these may have. */
const FILE_SHARE = 0.06;
const CHARACTER_SHARE = 0.1;
/** Held-out characters beyond this say little more, and scoring them every few seconds would cost too much. */
const MOST_CHARACTERS = 60_000;

interface FileSize {
  readonly path: string;
  readonly characters: number;
}

export interface CorpusSplit {
  readonly training: readonly SourceFile[];
  /** Never learned from: the measure of when to stop. */
  readonly validation: readonly SourceFile[];
}

/**
 * Holds out about 6 % of the files: those whose paths have the lowest digests. Files that would bring the held-out part
 * above a tenth of all characters, or above 60,000, are passed over. Only paths and sizes decide, so the order of the
 * files does not matter, and adding or removing a file moves few others.
 */
export function splitFiles(files: readonly SourceFile[]): CorpusSplit {
  const sizes = files.map(({ path, text }) => ({ path, characters: countCodePoints(text) }));
  const held = heldOutPaths(sizes);
  return {
    training: files.filter(({ path }) => !held.has(path)),
    validation: files.filter(({ path }) => held.has(path)),
  };
}

/** The paths of the files that `splitFiles` holds out; `characters` are code points. */
export function heldOutPaths(files: readonly FileSize[]): ReadonlySet<string> {
  const held = new Set<string>();
  if (files.length < FEWEST_FILES) return held;
  const total = files.reduce((sum, { characters }) => sum + characters, 0);
  let room = Math.min(CHARACTER_SHARE * total, MOST_CHARACTERS);
  let wanted = Math.round(FILE_SHARE * files.length) || 1;
  for (const { path, characters } of [...files].sort(byDigestOfPath)) {
    if (wanted === 0) break;
    if (characters > room) continue;
    held.add(path);
    room -= characters;
    wanted--;
  }
  return held;
}

function byDigestOfPath(a: FileSize, b: FileSize): number {
  return pathHash(a.path) - pathHash(b.path) || (a.path < b.path ? -1 : 1);
}
