import { hash32 } from '../tensor/random.ts';
import { countCodePoints } from './code-points.ts';
import { digest } from './digest.ts';
import type { SourceFile } from './source-file.ts';

/** Below so many files none can be spared for validation. */
const FEWEST_FILES = 8;
/** The share of files held out, and the most that they may hold of all characters. */
const FILE_SHARE = 0.06;
const CHARACTER_SHARE = 0.1;
/** More than this tells little more, and scoring it every few seconds would cost more than it is worth. */
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
 * Holds out about 6 % of the files, those whose paths' digests come first; it passes over files that would bring the
 * held-out part above a tenth of the characters or above 60,000. Decided by paths and sizes alone: whatever the order of the files, and
 * a file more or less moves few others.
 */
export function splitFiles(files: readonly SourceFile[]): CorpusSplit {
  const sizes = files.map(({ path, text }) => ({ path, characters: countCodePoints(text) }));
  const held = heldOutPaths(sizes);
  return {
    training: files.filter(({ path }) => !held.has(path)),
    validation: files.filter(({ path }) => held.has(path)),
  };
}

/** The paths of the files that `splitFiles` holds out, by paths and sizes in code points alone. */
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
  return shuffled(a.path) - shuffled(b.path) || (a.path < b.path ? -1 : 1);
}

/** 32 well-mixed bits of the path: the digest's own leading bits hardly depend on a path's last letters. */
function shuffled(path: string): number {
  const hex = digest(path);
  return hash32(parseInt(hex.slice(8), 16) ^ hash32(parseInt(hex.slice(0, 8), 16)));
}
