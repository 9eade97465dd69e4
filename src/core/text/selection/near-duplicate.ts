import { hash32 } from '../../tensor/random.ts';

/** Lines that are hashed together: three in a row are rarely the same by chance, as a lone brace is. */
const SHINGLE_LINES = 3;
/** A file with a larger share of known lines is a copy. */
const COPIED_SHARE = 0.8;

/**
 * Finds files that say almost nothing new: copies, and old and new versions side by side. A line is known when it stands,
 * with its neighbours, in a file that was taken before. One set of digests, so it costs time in proportion to the text.
 */
export class NearDuplicates {
  readonly #shingles = new Set<number>();

  /** Takes a text in, unless more than four fifths of its lines are known; says whether it did. */
  take(text: string): boolean {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(hashOf);
    const shingles = Array.from({ length: Math.max(1, lines.length - SHINGLE_LINES + 1) }, (_, at) =>
      lines.slice(at, at + SHINGLE_LINES).reduce((hash, line) => hash32(hash) ^ line, 0),
    );
    let known = 0;
    let knownUntil = 0;
    shingles.forEach((shingle, at) => {
      if (!this.#shingles.has(shingle)) return;
      const end = Math.min(lines.length, at + SHINGLE_LINES);
      known += end - Math.max(at, knownUntil);
      knownUntil = end;
    });
    if (known > COPIED_SHARE * lines.length) return false;
    for (const shingle of shingles) this.#shingles.add(shingle);
    return true;
  }
}

/** 32-bit FNV-1a over UTF-16 code units. */
function hashOf(line: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  return hash;
}
