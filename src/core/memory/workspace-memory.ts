import type { BoundedWork } from '../base/bounded-work.ts';
import { digest } from '../text/digest.ts';
import { textStart } from '../text/file-header.ts';
import { normalizeLineEnds } from '../text/line-ends.ts';
import { countMasks } from '../text/secrets/mask-secrets.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { BYTES_PER_TOKEN, DEFAULT_MAXIMUM_BYTES, LARGEST_SHARE } from './memory-budget.ts';
import { FileRepeats } from './file-repeats.ts';
import { NgramCounts } from './ngram-counts.ts';
import { occurrences, originOf } from './occurrences.ts';
import type { Origin } from './origin.ts';
import { Orthography } from './orthography.ts';
import { readFile, type RememberedFile } from './remembered-file.ts';
import { RoomAhead } from './room-ahead.ts';

/** The length of the longest n-gram, in tokens. */
const ORDER = 6;

/** Tokens that are counted without a pause, in a few milliseconds. */
const STRETCH = 2048;

interface Entry {
  readonly file: RememberedFile;
  /** The file with the lowest rank gives way first. */
  rank: number;
  /** How many tokens are counted, from the first on; all of them, unless the work was stopped. */
  counted: number;
  /** Secrets that are masked in what is counted. */
  masked: number;
}

interface Ranked<File> {
  readonly file: File;
  readonly rank: number;
}

/**
 * What the files of a workspace say: their tokens, from which the origin of a text can be found, and the counts of
 * their n-grams. A path is only context for its text's first tokens; it is not counted.
 *
 * At any time the counts are exactly those of the files that are kept. When room runs out, the file that was set
 * longest ago gives way. Among files set together, the first matter most: each may displace older files, but none
 * of those before it.
 */
export class WorkspaceMemory {
  readonly tokenizer: Tokenizer;
  readonly counts: NgramCounts;
  /** The files that are counted, word for word. */
  readonly repeats = new FileRepeats();
  /** How their texts are written. Paths count as words, too. */
  readonly orthography = new Orthography();
  readonly #maximumBytes: number;
  readonly #entries = new Map<string, Entry>();
  /** The ranks of files that `setAll` has been given, but has not reached. */
  readonly #awaited = new Map<string, number>();
  /** By token: 1 if its piece begins with a line break. */
  readonly #startsLine: Uint8Array;
  #highestRank = 0;
  #tokens = 0;
  #characters = 0;

  /** Throws a RangeError for a vocabulary of more than 2^16 tokens. */
  constructor(tokenizer: Tokenizer, maximumBytes = DEFAULT_MAXIMUM_BYTES, order = ORDER) {
    if (tokenizer.size > 0x1_0000) throw new RangeError('A memory keeps tokens of at most 16 bits.');
    this.tokenizer = tokenizer;
    this.counts = new NgramCounts(order);
    this.#maximumBytes = maximumBytes;
    const lineBreak = tokenizer.spell('\n');
    this.#startsLine = Uint8Array.from(tokenizer.pieces, (piece) => Number(piece.startsWith(lineBreak)));
  }

  /** The number of files kept. */
  get files(): number {
    return this.#entries.size;
  }

  /** Code points of their texts. */
  get characters(): number {
    return this.#characters;
  }

  /** The bytes that counts and tokens take. */
  get bytes(): number {
    return this.counts.bytes + this.repeats.bytes + Uint16Array.BYTES_PER_ELEMENT * this.#tokens;
  }

  /** Secrets that are masked in the files, and the number of files with any. */
  get masked(): { readonly secrets: number; readonly files: number } {
    const some = [...this.#entries.values()].filter(({ masked }) => masked > 0);
    return { secrets: some.reduce((sum, { masked }) => sum + masked, 0), files: some.length };
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The files that are kept, the last set first. */
  remembered(): readonly RememberedFile[] {
    return [...this.#entries.values()].sort((a, b) => b.rank - a.rank).map(({ file }) => file);
  }

  /**
   * Adds or replaces files, those that matter most first, and returns the paths that gave way. A file whose text has
   * not changed is not counted again. While the work is paused the memory can be used, and a file that is set or deleted
   * in the meantime keeps that change. The work may be stopped at any time.
   */
  setAll(files: readonly SourceFile[]): BoundedWork<readonly string[]> {
    return this.#takeInTurn(this.#await(files), (file) => this.#read(file));
  }

  /** As `setAll`, for files that another memory with the same vocabulary kept. */
  restore(files: readonly RememberedFile[]): BoundedWork<readonly string[]> {
    const tokens = files.reduce((sum, file) => sum + file.tokens.length, 0);
    this.counts.reserveBytes(Math.min(tokens * BYTES_PER_TOKEN, this.#maximumBytes));
    return this.#takeInTurn(this.#await(files), asItIs);
  }

  /** Returns false when there is no such file. */
  delete(path: string): boolean {
    this.#awaited.delete(path);
    const entry = this.#entries.get(path);
    if (entry) this.#forget(entry);
    return entry !== undefined;
  }

  /**
   * Where the tokens occur in the files that are kept, `most` places at most: see `occurrences`. It reads all that is
   * kept, which takes milliseconds, so it is meant for explanations, not for use while someone types.
   */
  occurrences(tokens: Int32Array, most: number, context = 0): Origin[] {
    const found = occurrences(this.remembered(), { tokens, context }, most);
    return found.map((place) => originOf(place, this.tokenizer));
  }

  *#read({ path, text: anyEnds }: SourceFile): BoundedWork<RememberedFile> {
    const text = normalizeLineEnds(anyEnds);
    const textDigest = digest(text);
    const known = this.#entries.get(path)?.file;
    if (known?.digest !== textDigest) return yield* readFile(this.tokenizer, path, textDigest, text);
    yield; // The digests of many unchanged files also take a while.
    return known;
  }

  /** Gives the files their ranks at once, so that what is set or deleted before the work begins ranks after them. */
  #await<File extends { readonly path: string }>(files: readonly File[]): readonly Ranked<File>[] {
    this.#highestRank += files.length;
    return files.map((file, index) => {
      const rank = this.#highestRank - index;
      this.#awaited.set(file.path, rank);
      const known = this.#entries.get(file.path);
      if (known) known.rank = rank;
      return { file, rank };
    });
  }

  *#takeInTurn<File extends { readonly path: string }>(
    ranked: readonly Ranked<File>[],
    read: (file: File) => BoundedWork<RememberedFile>,
  ): BoundedWork<readonly string[]> {
    const gaveWay = new Set<string>();
    const room = new RoomAhead(this.counts, this.#maximumBytes, ranked.length);
    let isFull = false;
    for (const [done, { file, rank }] of ranked.entries()) {
      room.look(done);
      const remembered = isFull ? undefined : yield* read(file);
      if (this.#awaited.get(file.path) !== rank) continue; // It was set or deleted in the meantime.
      this.#awaited.delete(file.path);
      if (remembered && !this.#isTooLarge(remembered)) {
        yield* this.#take(remembered, rank);
        for (const path of this.#makeRoom()) gaveWay.add(path);
        // The files that follow matter less than one for which there was no room.
        isFull = gaveWay.has(file.path);
      } else {
        this.delete(file.path);
        gaveWay.add(file.path);
      }
    }
    return [...gaveWay];
  }

  *#take(file: RememberedFile, rank: number): BoundedWork<void> {
    const known = this.#entries.get(file.path);
    if (known?.file.digest === file.digest && known.counted === file.tokens.length) return;
    if (known) this.#forget(known);
    const entry: Entry = { file, rank, counted: textStart(file.tokens), masked: 0 };
    this.#entries.set(file.path, entry);
    this.orthography.words.add(file.path);
    this.#tokens += file.tokens.length;
    this.#characters += file.characters;
    // Another call may delete the file while this one rests.
    while (entry.counted < file.tokens.length && this.#entries.get(file.path) === entry) {
      const end = this.#stretchEnd(file.tokens, entry.counted + STRETCH);
      this.counts.add(file.tokens, entry.counted, end);
      const lines = this.#linesOf(file, entry.counted, end);
      this.orthography.add(file.path, lines);
      entry.masked += countMasks(lines);
      entry.counted = end;
      if (end === file.tokens.length) this.repeats.add(file.path, file.tokens);
      yield;
    }
  }

  #forget({ file, counted }: Entry): void {
    const start = textStart(file.tokens);
    this.counts.remove(file.tokens, start, counted);
    for (let from = start; from < counted;) {
      const end = this.#stretchEnd(file.tokens, from + STRETCH);
      this.orthography.remove(file.path, this.#linesOf(file, from, end));
      from = end;
    }
    this.repeats.delete(file.path);
    this.orthography.words.remove(file.path);
    this.#entries.delete(file.path);
    this.#tokens -= file.tokens.length;
    this.#characters -= file.characters;
  }

  /** Where a stretch of whole lines ends, at `least` or after it: what lines hold is counted with them. */
  #stretchEnd(tokens: Uint16Array, least: number): number {
    let end = Math.min(least, tokens.length);
    while (end < tokens.length && this.#startsLine[tokens[end]!] === 0) end++;
    return end;
  }

  #linesOf({ tokens }: RememberedFile, from: number, to: number): string {
    return this.tokenizer.decode(tokens.subarray(from, to));
  }

  /** Drops files until the rest fits. Returns their paths. */
  #makeRoom(): string[] {
    const paths: string[] = [];
    while (this.bytes > this.#maximumBytes && this.#entries.size > 0) {
      const [first, ...others] = this.#entries.values();
      const lowest = others.reduce((a, b) => (b.rank < a.rank ? b : a), first!);
      this.#forget(lowest);
      paths.push(lowest.file.path);
    }
    return paths;
  }

  #isTooLarge({ tokens }: RememberedFile): boolean {
    return tokens.length * BYTES_PER_TOKEN > LARGEST_SHARE * this.#maximumBytes;
  }
}

/** The file needs no work. */
function* asItIs(file: RememberedFile): BoundedWork<RememberedFile> {
  return file;
}
