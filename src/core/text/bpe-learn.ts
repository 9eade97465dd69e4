import { bytePieces } from './byte-spelling.ts';
import { PairQueue } from './pair-queue.ts';

/**
 * Learns byte pairs (Sennrich, Haddow and Birch 2016, https://arxiv.org/abs/1508.07909). It starts from the bytes.
 * Again and again the most frequent pair of neighbouring pieces becomes a piece, until there are `size` pieces or no
 * pair occurs twice.
 *
 * A piece is either whole characters or a part of one. So a token ends in the middle of a character only if it holds
 * nothing but a part of that character.
 *
 * `words`: distinct words spelled in WTF-8 bytes, with their frequencies, in any order. Returns the 256 bytes and then
 * the pieces in the order in which they were learned.
 */
export function learnBytePairs(words: ReadonlyMap<string, number>, size: number): readonly string[] {
  const pieces = new GrowingPieces();
  const pairs = new WordPairs(words, pieces);
  while (pieces.list.length < size) {
    const best = pairs.mostFrequent();
    if (best === undefined) break;
    // Two cuts of the same bytes (ab + c, a + bc) give one piece.
    pairs.merge(best, pieces.indexFor(pieces.list[leftOf(best)]! + pieces.list[rightOf(best)]!));
  }
  return pieces.list;
}

/** The pieces so far, each with its index. */
class GrowingPieces {
  readonly list: string[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #whole: boolean[] = [];
  readonly #continues: boolean[] = [];

  constructor() {
    for (const byte of bytePieces) this.indexFor(byte);
  }

  /** The index of a piece, which is added if it is new. */
  indexFor(piece: string): number {
    const known = this.#indexOf.get(piece);
    if (known !== undefined) return known;
    this.#indexOf.set(piece, this.list.length);
    this.#whole.push(/^(?:[\0-\x7f]|[\xc0-\xdf].|[\xe0-\xef]..|[\xf0-\xff]...)+$/s.test(piece));
    this.#continues.push(/^[\x80-\xbf]/.test(piece));
    return this.list.push(piece) - 1;
  }

  /** Whole characters join whole characters, and the beginning of a character joins its continuation. */
  canJoin(left: number, right: number): boolean {
    return this.#whole[left]! ? this.#whole[right]! : this.#continues[right]!;
  }
}

/** A pair of pieces as one number. Equally frequent pairs are taken in the order of these numbers. */
const pairOf = (left: number, right: number): number => left * 0x1_0000 + right;
const leftOf = (pair: number): number => Math.floor(pair / 0x1_0000);
const rightOf = (pair: number): number => pair % 0x1_0000;

interface Occurrences {
  /** Over all words, each times its frequency. */
  count: number;
  /** The words that hold the pair. Some may have lost it since, and some may be listed twice. */
  readonly words: number[];
}

/** The words as sequences of pieces, with counts of their pairs. A merge touches only the words that hold the pair. */
class WordPairs {
  readonly #pieces: GrowingPieces;
  /** All words, one after the other. Word w has #lengths[w] pieces, from #starts[w] on. */
  readonly #sequences: Uint16Array;
  readonly #starts: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #frequencies: readonly number[];
  readonly #pairs = new Map<number, Occurrences>();
  readonly #queue = new PairQueue();
  readonly #grown = new Set<number>();

  constructor(words: ReadonlyMap<string, number>, pieces: GrowingPieces) {
    this.#pieces = pieces;
    this.#frequencies = [...words.values()];
    this.#starts = new Uint32Array(words.size + 1);
    this.#lengths = Uint32Array.from(words.keys(), ({ length }) => length);
    this.#lengths.forEach((length, word) => (this.#starts[word + 1] = this.#starts[word]! + length));
    this.#sequences = new Uint16Array(this.#starts[words.size]!);
    let word = 0;
    for (const bytes of words.keys()) this.#take(word++, bytes);
    this.#enqueueGrown();
  }

  #take(word: number, bytes: string): void {
    const start = this.#starts[word]!;
    for (let i = 0; i < bytes.length; i++) {
      this.#sequences[start + i] = bytes.charCodeAt(i);
      if (i > 0) this.#add(bytes.charCodeAt(i - 1), bytes.charCodeAt(i), word);
    }
  }

  /**
   * The most frequent pair that occurs at least twice. A pair whose count has fallen since it was queued is queued
   * again.
   */
  mostFrequent(): number | undefined {
    for (let first = this.#queue.pop(); first !== undefined; first = this.#queue.pop()) {
      const count = this.#pairs.get(first.key)?.count ?? 0;
      if (count === first.count && count >= 2) return first.key;
      if (count >= 2 && count < first.count) this.#queue.push(count, first.key);
    }
    return undefined;
  }

  /** Joins every occurrence of a pair, from left to right, into the piece `merged`. */
  merge(pair: number, merged: number): void {
    for (const word of this.#pairs.get(pair)!.words) this.#mergeIn(word, leftOf(pair), rightOf(pair), merged);
    this.#pairs.delete(pair);
    this.#enqueueGrown();
  }

  #mergeIn(word: number, left: number, right: number, merged: number): void {
    const [pieces, start, length] = [this.#sequences, this.#starts[word]!, this.#lengths[word]!];
    const end = start + length;
    let to = start;
    for (let i = start; i < end; i++) {
      if (pieces[i] !== left || i + 1 === end || pieces[i + 1] !== right) {
        pieces[to++] = pieces[i]!;
        continue;
      }
      if (to > start) {
        this.#remove(pieces[to - 1]!, left, word);
        this.#add(pieces[to - 1]!, merged, word);
      }
      if (i + 2 < end) {
        this.#remove(right, pieces[i + 2]!, word);
        this.#add(merged, pieces[i + 2]!, word);
      }
      pieces[to++] = merged;
      i++;
    }
    this.#lengths[word] = to - start;
  }

  #add(left: number, right: number, word: number): void {
    if (!this.#pieces.canJoin(left, right)) return;
    const pair = pairOf(left, right);
    let occurrences = this.#pairs.get(pair);
    if (occurrences === undefined) this.#pairs.set(pair, (occurrences = { count: 0, words: [] }));
    occurrences.count += this.#frequencies[word]!;
    if (occurrences.words.at(-1) !== word) occurrences.words.push(word);
    this.#grown.add(pair);
  }

  #remove(left: number, right: number, word: number): void {
    const occurrences = this.#pairs.get(pairOf(left, right));
    if (occurrences !== undefined) occurrences.count -= this.#frequencies[word]!;
  }

  #enqueueGrown(): void {
    for (const pair of this.#grown) this.#queue.push(this.#pairs.get(pair)!.count, pair);
    this.#grown.clear();
  }
}
