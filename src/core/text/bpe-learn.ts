import { bytePieces } from './byte-spelling.ts';
import { PairQueue } from './pair-queue.ts';

/** A pair of neighbours, where it stands and how often. */
interface Pair {
  /** Occurrences, each counted as often as its word. */
  count: number;
  /** The words that hold it; some may hold it no more, some may be listed twice. */
  readonly words: number[];
}

/** A pair of pieces as one number, also the order of equally frequent pairs. */
const key = (left: number, right: number): number => left * 0x1_0000 + right;

/**
 * Learns byte pairs (Sennrich, Haddow and Birch 2016, arXiv 1508.07909): starting from bytes, the most frequent pair of
 * neighbouring pieces becomes a piece, again and again, until there are `size` pieces or no pair occurs twice. Counts are
 * kept up to date by touching only the words that hold the merged pair, so a merge costs what it changes.
 *
 * A piece is made of whole characters or is a part of one: a token then never ends in the middle of a character that
 * another one goes beyond, and what is cut between tokens can be read.
 *
 * `words`: distinct words spelled in bytes, with their frequencies; the order does not matter. Returns the 256 bytes and
 * then the pieces in the order learned.
 */
export function learnBytePairs(words: ReadonlyMap<string, number>, size: number): string[] {
  const sequences = [...words.keys()].map((word) => Array.from(word, (byte) => byte.charCodeAt(0)));
  const frequencies = [...words.values()];
  const pieces = [...bytePieces];
  const indexOf = new Map(pieces.map((piece, index) => [piece, index]));
  const pairs = new Map<number, Pair>();
  const queue = new PairQueue();
  const grown = new Set<number>();

  const add = (left: number, right: number, word: number): void => {
    const pairKey = key(left, right);
    let pair = pairs.get(pairKey);
    if (pair === undefined) pairs.set(pairKey, (pair = { count: 0, words: [] }));
    pair.count += frequencies[word]!;
    if (pair.words.at(-1) !== word) pair.words.push(word);
    grown.add(pairKey);
  };
  const remove = (left: number, right: number, word: number): void => {
    pairs.get(key(left, right))!.count -= frequencies[word]!;
  };
  const enqueueGrown = (): void => {
    for (const pairKey of grown) queue.push(pairs.get(pairKey)!.count, pairKey);
    grown.clear();
  };
  /** The most frequent pair that occurs at least twice. Counts in the queue may have fallen since; those go back in. */
  const nextPair = (): number | undefined => {
    for (let first = queue.pop(); first !== undefined; first = queue.pop()) {
      const { count } = pairs.get(first.key)!;
      if (count === first.count && count >= 2) return first.key;
      if (count >= 2 && count < first.count) queue.push(count, first.key);
    }
    return undefined;
  };
  const mergeIn = (word: number, left: number, right: number, merged: number): void => {
    const sequence = sequences[word]!;
    let end = 0;
    for (let i = 0; i < sequence.length; i++) {
      const symbol = sequence[i]!;
      if (symbol !== left || sequence[i + 1] !== right) {
        sequence[end++] = symbol;
        continue;
      }
      const before = end > 0 ? sequence[end - 1] : undefined;
      const after = sequence[i + 2];
      remove(left, right, word);
      if (before !== undefined) {
        remove(before, left, word);
        add(before, merged, word);
      }
      if (after !== undefined) {
        remove(right, after, word);
        add(merged, after, word);
      }
      sequence[end++] = merged;
      i++;
    }
    sequence.length = end;
  };

  sequences.forEach((sequence, word) => {
    for (let i = 1; i < sequence.length; i++) add(sequence[i - 1]!, sequence[i]!, word);
  });
  enqueueGrown();
  while (pieces.length < size) {
    const best = nextPair();
    if (best === undefined) break;
    const left = Math.floor(best / 0x1_0000);
    const right = best % 0x1_0000;
    const piece = pieces[left]! + pieces[right]!;
    if (!isCharacters(piece) && !isPartOfCharacter(piece)) continue;
    // Two ways to cut the same bytes (ab + c, a + bc) lead to one piece.
    const merged = indexOf.get(piece) ?? pieces.push(piece) - 1;
    indexOf.set(piece, merged);
    for (const word of pairs.get(best)!.words) mergeIn(word, left, right, merged);
    pairs.delete(best);
    enqueueGrown();
  }
  return pieces;
}

/** Whether bytes are whole characters in WTF-8. */
function isCharacters(piece: string): boolean {
  return /^(?:[\x00-\x7f]|[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3})+$/.test(
    piece,
  );
}

function isPartOfCharacter(piece: string): boolean {
  return /^[\x80-\xff][\x80-\xbf]*$/.test(piece);
}
