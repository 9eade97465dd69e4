import { hash32 } from '../../tensor/random.ts';

/** Lines that are hashed together. A lone brace is often the same by chance, three lines in a row rarely are. */
const SHINGLE_LINES = 3;
/** A file that shares more than this part of its lines with one other file is a copy of it. */
const COPIED_SHARE = 0.8;

/**
 * Finds near-copies. A file's lines are known if they occur, with their neighbours, in a file that was taken before.
 * Each run of three lines counts for the first file that has it, so the work is proportional to the text.
 */
export class NearDuplicates {
  /** From a shingle's hash to the number of the first file that holds it. */
  readonly #firstFile = new Map<number, number>();
  #files = 0;

  /** Takes a text, unless it shares more than four fifths of its lines with one other. Returns whether it did. */
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

  /** The most lines that a single file shares with these shingles. */
  #mostCopied(shingles: readonly number[], lineCount: number): number {
    const copied = new Map<number, { lines: number; end: number }>();
    shingles.forEach((shingle, at) => {
      const file = this.#firstFile.get(shingle);
      if (file === undefined) return;
      const before = copied.get(file) ?? { lines: 0, end: 0 };
      const end = Math.min(lineCount, at + SHINGLE_LINES);
      copied.set(file, { lines: before.lines + end - Math.max(at, before.end), end });
    });
    let most = 0;
    for (const { lines } of copied.values()) most = Math.max(most, lines);
    return most;
  }
}

/** 32-bit FNV-1a over UTF-16 code units. */
function hashOf(line: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  return hash;
}
