import { hash32 } from '../../tensor/random.ts';

/** Lines that are hashed together: three in a row are rarely the same by chance, as a lone brace is. */
const SHINGLE_LINES = 3;
/** A file that has a larger share of its lines from one other file is a copy of it. */
const COPIED_SHARE = 0.8;

/**
 * Finds near-copies: a file's lines are known when they stand, with their neighbours, in a file taken before. Each run of
 * three lines counts for the first file that has it, so the work is in proportion to the text.
 */
export class NearDuplicates {
  /** From a shingle's digest to the first file that holds it, by number. */
  readonly #firstFile = new Map<number, number>();
  #files = 0;

  /** Takes a text in, unless more than four fifths of its lines come from one other; says whether it did. */
  take(text: string): boolean {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(hashOf);
    const shingles = Array.from({ length: Math.max(1, lines.length - SHINGLE_LINES + 1) }, (_, at) =>
      lines.slice(at, at + SHINGLE_LINES).reduce((hash, line) => hash32(hash) ^ line, 0),
    );
    if (this.#mostCopied(shingles, lines.length) > COPIED_SHARE * lines.length) return false;
    for (const shingle of shingles) {
      if (!this.#firstFile.has(shingle)) this.#firstFile.set(shingle, this.#files);
    }
    this.#files++;
    return true;
  }

  /** The most lines that the shingles have in common with one file. */
  #mostCopied(shingles: readonly number[], lineCount: number): number {
    const copied = new Map<number, { lines: number; end: number }>();
    shingles.forEach((shingle, at) => {
      const file = this.#firstFile.get(shingle);
      if (file === undefined) return;
      const before = copied.get(file) ?? { lines: 0, end: 0 };
      const end = Math.min(lineCount, at + SHINGLE_LINES);
      copied.set(file, { lines: before.lines + end - Math.max(at, before.end), end });
    });
    return Math.max(0, ...Array.from(copied.values(), ({ lines }) => lines));
  }
}

/** 32-bit FNV-1a over UTF-16 code units. */
function hashOf(line: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  return hash;
}
