import type { BoundedWork } from '../base/bounded-work.ts';
import { digest } from '../text/digest.ts';
import { textStart } from '../text/file-header.ts';
import { normalizeLineEnds } from '../text/line-ends.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { BYTES_PER_TOKEN, DEFAULT_MAXIMUM_BYTES, LARGEST_SHARE } from './memory-budget.ts';
import { NgramCounts } from './ngram-counts.ts';
import { occurrences } from './occurrences.ts';
import type { Origin } from './origin.ts';
import { readFile, type RememberedFile } from './remembered-file.ts';
import { RoomAhead } from './room-ahead.ts';

/** The longest n-gram. */
const ORDER = 6;

/** Tokens that are counted at a stretch, in a few milliseconds. */
const STRETCH = 2048;

interface Entry {
  readonly file: RememberedFile;
  /** The lowest gives way first. */
  rank: number;
  /** Tokens before this one are counted; all of them, unless the work was left. */
  counted: number;
}

interface Ranked<File> {
  readonly file: File;
  readonly rank: number;
}

/**
 * What the files of a workspace say: their tokens, which tell where something stands, and the counts of their n-grams.
 * A path is the context of its text's first tokens and is not counted itself.
 *
 * At any time the counts are those of the files that are kept, as if there had never been others. When there is no more
 * room, the file that was not set for the longest time gives way. Of files set together the first matter most: each
 * displaces older files, but none that stands before it.
 */
export class WorkspaceMemory {
  readonly tokenizer: Tokenizer;
  readonly counts: NgramCounts;
  readonly #maximumBytes: number;
  readonly #entries = new Map<string, Entry>();
  /** Files whose turn in `setAll` has not come, with the ranks that they get. */
  readonly #awaited = new Map<string, number>();
  #highestRank = 0;
  #tokens = 0;
  #characters = 0;

  /** Throws a RangeError for vocabularies beyond 16 bits. */
  constructor(tokenizer: Tokenizer, maximumBytes = DEFAULT_MAXIMUM_BYTES, order = ORDER) {
    if (tokenizer.size > 0x1_0000) throw new RangeError('A memory keeps tokens of at most 16 bits.');
    this.tokenizer = tokenizer;
    this.counts = new NgramCounts(order);
    this.#maximumBytes = maximumBytes;
  }

  /** The number of files kept. */
  get files(): number {
    return this.#entries.size;
  }

  /** Code points of their texts. */
  get characters(): number {
    return this.#characters;
  }

  /** What counts and tokens take. */
  get bytes(): number {
    return this.counts.bytes + Uint16Array.BYTES_PER_ELEMENT * this.#tokens;
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The files kept, those set last first. */
  remembered(): readonly RememberedFile[] {
    return [...this.#entries.values()].sort((a, b) => b.rank - a.rank).map(({ file }) => file);
  }

  /**
   * Sets files, those that matter most first, and returns the paths that gave way. While the work rests the memory can be
   * used, and a file that is set or deleted meanwhile stays as it then was. The work may be left at any time.
   */
  setAll(files: readonly SourceFile[]): BoundedWork<readonly string[]> {
    return this.#takeInTurn(this.#await(files), (file) => this.#read(file));
  }

  /** As `setAll`, for files that another memory with this vocabulary kept. */
  restore(files: readonly RememberedFile[]): BoundedWork<readonly string[]> {
    const tokens = files.reduce((sum, file) => sum + file.tokens.length, 0);
    this.counts.reserveBytes(Math.min(tokens * BYTES_PER_TOKEN, this.#maximumBytes));
    return this.#takeInTurn(this.#await(files), asItIs);
  }

  /** False when there is no such file. */
  delete(path: string): boolean {
    this.#awaited.delete(path);
    const entry = this.#entries.get(path);
    if (entry) this.#forget(entry);
    return entry !== undefined;
  }

  /**
   * Where the tokens stand in the files kept, at most `most` places: see `occurrences`. Reads all that is kept, which
   * takes milliseconds: for explanations, not while typing.
   */
  occurrences(tokens: Int32Array, most: number, context = 0): Origin[] {
    return occurrences(this.remembered(), this.tokenizer, { tokens, context }, most);
  }

  *#read({ path, text: anyEnds }: SourceFile): BoundedWork<RememberedFile> {
    const text = normalizeLineEnds(anyEnds);
    const textDigest = digest(text);
    const known = this.#entries.get(path)?.file;
    if (known?.digest !== textDigest) return yield* readFile(this.tokenizer, path, textDigest, text);
    yield; // Digests of many unchanged files take a while, too.
    return known;
  }

  /** Gives files their ranks, at once: what is set or deleted before the work begins comes after them. */
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
      if (this.#awaited.get(file.path) !== rank) continue; // set or deleted meanwhile
      this.#awaited.delete(file.path);
      if (remembered && !this.#isTooLarge(remembered)) {
        yield* this.#take(remembered, rank);
        for (const path of this.#makeRoom()) gaveWay.add(path);
        // What comes now matters less than a file for which there was no room.
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
    const entry: Entry = { file, rank, counted: textStart(file.tokens) };
    this.#entries.set(file.path, entry);
    this.#tokens += file.tokens.length;
    this.#characters += file.characters;
    // Another call may take the file away while this one rests.
    while (entry.counted < file.tokens.length && this.#entries.get(file.path) === entry) {
      const end = Math.min(entry.counted + STRETCH, file.tokens.length);
      this.counts.add(file.tokens, entry.counted, end);
      entry.counted = end;
      yield;
    }
  }

  #forget({ file, counted }: Entry): void {
    this.counts.remove(file.tokens, textStart(file.tokens), counted);
    this.#entries.delete(file.path);
    this.#tokens -= file.tokens.length;
    this.#characters -= file.characters;
  }

  /** Lets files go until the rest fits; their paths. */
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

// Nothing is left to do.
function* asItIs(file: RememberedFile): BoundedWork<RememberedFile> {
  return file;
}
