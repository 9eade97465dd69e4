import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { heal } from '../../../src/core/prediction/healing.ts';
import { PieceIndex } from '../../../src/core/prediction/piece-index.ts';
import { Place } from '../../../src/core/prediction/place.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';
import { ranked, tokenPaths, totalOf } from './token-paths.ts';

const pieces = ['a', 'b', 'c', 'ab', 'bc', 'abc', 'cab', 'abca', 'ba', ' '];

describe('heal', () => {
  const tokenizer = pieceTokenizer(pieces);
  const index = new PieceIndex(tokenizer.pieces);

  const healed = (model: TableModel, partial: string) => {
    const place = new Place(model, tokenizer.size, model.newState());
    return finish(heal({ place, partial, settled: new Int32Array(0) }, tokenizer, index));
  };

  it('finds the most probable token path, with its share of all paths that agree with what is typed', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 }),
        (seed, partial) => {
          const model = TableModel.random(tokenizer.size, seed);
          const starts = healed(model, partial);
          const all = ranked(tokenPaths(model, tokenizer.pieces, partial));
          const total = totalOf(all);
          const [best] = all;
          const [leader] = starts;
          expect(leader.token).toBe(best.tokens.at(-1));
          expect(leader.overhang).toBe(best.overhang);
          expect([...leader.from.state]).toEqual([best.tokens.at(-2) ?? 0, best.tokens.length - 1]);
          // A path that is no longer followed counts with all the mass that it could still lead to.
          expect(leader.probability).toBeLessThanOrEqual(best.probability / total + 1e-6);
          expect(leader.probability).toBeGreaterThanOrEqual((0.98 * best.probability) / total);

          const shares = new Map<string, number>();
          for (const start of starts) {
            const key = `${start.token}:${start.overhang}`;
            shares.set(key, (shares.get(key) ?? 0) + start.probability);
          }
          for (const [key, share] of shares) {
            const those = all.filter(({ tokens, overhang }) => `${tokens.at(-1)}:${overhang}` === key);
            expect(share).toBeLessThanOrEqual(totalOf(those) / total + 1e-3);
          }
          const kept = [...shares.values()].reduce((sum, share) => sum + share, 0);
          expect(kept).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives exact probabilities where few paths exist', () => {
    const model = TableModel.random(tokenizer.size, 7, 0.2);
    const starts = healed(model, 'ab');
    const p = (last: string | undefined, next: string) =>
      model.table[last === undefined ? 0 : tokenizer.pieces.indexOf(last)][tokenizer.pieces.indexOf(next)];
    const paths: [number, string][] = [
      [p(undefined, 'ab'), ''],
      [p(undefined, 'abc'), 'c'],
      [p(undefined, 'abca'), 'ca'],
      [p(undefined, 'a') * p('a', 'b'), ''],
      [p(undefined, 'a') * p('a', 'bc'), 'c'],
      [p(undefined, 'a') * p('a', 'ba'), 'a'],
    ];
    const total = paths.reduce((sum, [mass]) => sum + mass, 0);
    paths.sort((a, b) => b[0] - a[0]);
    expect(starts.map((start) => start.overhang)).toEqual(paths.map(([, overhang]) => overhang));
    starts.forEach((start, i) => {
      expect(start.probability).toBeCloseTo(paths[i][0] / total, 5);
    });
  });

  it('has nothing to say where no token agrees', () => {
    const model = TableModel.random(tokenizer.size, 1);
    expect(healed(model, 'x')).toEqual([]);
  });
});

describe('PieceIndex', () => {
  it('finds what a search through all pieces finds', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '\u00ff', '\n'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(piece, { minLength: 1 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '\u00ff') }),
        (list, text) => {
          const all = ['', '', ...list];
          const index = new PieceIndex(all);
          const tokens = all.map((_, token) => token).slice(2);
          expect([...index.startingWith(text)].sort((a, b) => a - b)).toEqual(
            tokens.filter((t) => all[t].startsWith(text)),
          );
          expect(index.beginningOf(text).sort((a, b) => a - b)).toEqual(
            tokens.filter((t) => text.startsWith(all[t]) && all[t] !== text),
          );
        },
      ),
    );
  });
});
