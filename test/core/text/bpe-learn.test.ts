import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnBytePairs } from '../../../src/core/text/bpe-learn.ts';

/** The algorithm as it is defined: it counts all pairs again for each merge. */
function learnPlainly(words: ReadonlyMap<string, number>, size: number): string[] {
  const pieces = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  let sequences = [...words].map(([word, count]) => ({ symbols: Array.from(word), count }));
  while (pieces.length < size) {
    const counts = new Map<string, number>();
    for (const { symbols, count } of sequences) {
      for (let i = 1; i < symbols.length; i++) {
        const pair = `${String(pieces.indexOf(symbols[i - 1]))} ${String(pieces.indexOf(symbols[i]))}`;
        counts.set(pair, (counts.get(pair) ?? 0) + count);
      }
    }
    const order = (pair: string): number => Number(pair.split(' ')[0]) * 1e6 + Number(pair.split(' ')[1]);
    const candidates = [...counts]
      .filter(([, count]) => count >= 2)
      .sort(([a, m], [b, n]) => n - m || order(a) - order(b));
    if (candidates.length === 0) break;
    const [left, right] = candidates[0][0].split(' ').map((index) => pieces[Number(index)]) as [
      string,
      string,
    ];
    if (!pieces.includes(left + right)) pieces.push(left + right);
    sequences = sequences.map(({ symbols, count }) => {
      const joined: string[] = [];
      for (const symbol of symbols) {
        // A symbol that has just been joined cannot be the left half of another pair.
        if (symbol === right && joined.at(-1) === left) joined.splice(-1, 1, `+${left}${right}`);
        else joined.push(symbol);
      }
      return { symbols: joined.map((symbol) => (symbol.startsWith('+') ? symbol.slice(1) : symbol)), count };
    });
  }
  return pieces;
}

describe('learnBytePairs', () => {
  it('learns what the plain algorithm learns', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
    const words = fc.uniqueArray(fc.tuple(word, fc.integer({ min: 1, max: 5 })), {
      selector: ([text]) => text,
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (entries) => {
        expect(learnBytePairs(new Map(entries), 290)).toEqual(learnPlainly(new Map(entries), 290));
      }),
      { numRuns: 300 },
    );
  });

  it('learns pieces that are whole characters or a part of one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '中', '文', '😀'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const words = new Map(texts.map((word) => [Buffer.from(word).toString('latin1'), 3]));
        for (const piece of learnBytePairs(words, 400).slice(256)) {
          const read = Buffer.from(piece, 'latin1').toString();
          const inside = ['é', '中', '文', '😀'].some((letter) =>
            Buffer.from(letter).includes(piece, 0, 'latin1'),
          );
          expect(inside || !read.includes('\ufffd')).toBe(true);
        }
      }),
    );
  });

  it('stops where nothing occurs twice', () => {
    expect(learnBytePairs(new Map([['abc', 1]]), 300)).toHaveLength(256);
    expect(learnBytePairs(new Map([['abc', 2]]), 300).slice(256)).toEqual(['ab', 'abc']);
  });
});
