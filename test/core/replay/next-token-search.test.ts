import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { Place } from '../../../src/core/prediction/place.ts';
import { NextTokenSearch } from '../../../src/core/replay/next-token-search.ts';
import { SPECIAL_TOKENS } from '../../../src/core/text/tokenizer.ts';
import { spellBytes, unspellBytes } from '../../../src/core/text/byte-spelling.ts';
import { pieceTokenizer, TableModel } from '../prediction/table-model.ts';

const thorough = { most: 10, expansions: 1000, negligible: 0 };

/** A model in which signs and blanks are likely, so that few paths are long. */
function boundaryModel(pieces: readonly string[], seed: number): TableModel {
  const { table } = TableModel.random(pieces.length + SPECIAL_TOKENS, seed, 1);
  return new TableModel(
    table.map((row) => {
      const weighed = row.map((p, token) => (/[ (]/.test(pieces[token - SPECIAL_TOKENS] ?? '') ? 4 * p : p));
      const total = weighed.reduce((sum, p) => sum + p, 0);
      return weighed.map((p) => p / total);
    }),
  );
}

/** All continuations, each written out until its first code token is known, or it is too improbable to matter. */
function enumerate(model: TableModel, pieces: readonly string[], partial: string, afterWord: boolean) {
  const shares = new Map<string, number>();
  let left = 0;
  const follow = (last: number, text: string, probability: number): void => {
    const shorter = Math.min(text.length, partial.length);
    if (text.slice(0, shorter) !== partial.slice(0, shorter)) return;
    const rest = text.slice(partial.length);
    if (text.length > partial.length && afterWord && /^[^\s(]/.test(rest)) return;
    const token = text.length > partial.length ? /^\s*(\(|[^\s(]+(?=[\s(]))/.exec(rest)?.[1] : undefined;
    if (token !== undefined) shares.set(token, (shares.get(token) ?? 0) + probability);
    else if (probability < 3e-5) left += probability;
    else
      pieces.forEach((piece, i) => {
        const next = i + SPECIAL_TOKENS;
        follow(next, text + piece, probability * model.table[last][next]);
      });
  };
  follow(0, '', 1);
  const total = left + [...shares.values()].reduce((sum, p) => sum + p, 0);
  const ranked = [...shares].map(([text, p]) => ({ text, probability: p / total }));
  return { ranked: ranked.sort((a, b) => b.probability - a.probability), left: left / total };
}

function placeIn(model: TableModel): Place {
  return new Place(model, model.table.length, model.newState());
}

describe('NextTokenSearch', () => {
  const pieces = ['a', 'b', ' ', '(', ' a', 'ab', 'b(', '( ', '((', ' ab', 'a '];
  const tokenizer = pieceTokenizer(pieces);

  it.each([
    ['', false],
    ['a', true],
    [' ab', true],
    ['b(', false],
    [' ', false],
  ])('sums what an enumeration of all paths sums, after %j', (partial, afterWord) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const model = boundaryModel(pieces, seed);
        const all = enumerate(model, pieces, partial, afterWord);
        const shares: readonly (number | undefined)[] = all.ranked.map((token) => token.probability);
        const search = new NextTokenSearch(tokenizer, thorough);
        const found = finish(search.after({ place: placeIn(model), partial }, afterWord));
        expect(found).toHaveLength(10);
        found.forEach(({ text, probability }, place) => {
          const share = all.ranked.find((token) => token.text === text)?.probability ?? 0;
          expect(Math.abs(probability - share)).toBeLessThan(all.left + 2e-3);
          expect(Math.abs(probability - (shares[place] ?? 0))).toBeLessThan(all.left + 2e-3);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('stops early with the same rank when one code token is sought', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('a', 'b', '(', 'ab', 'ba', 'bbab', 'x'), (seed, sought) => {
        const model = boundaryModel(pieces, seed);
        const search = new NextTokenSearch(tokenizer, thorough);
        const rank = (target?: string) => {
          model.steps = 0;
          const found = finish(search.after({ place: placeIn(model), partial: ' a' }, true, target));
          return { place: found.findIndex(({ text }) => text === sought), steps: model.steps };
        };
        const whole = rank();
        const stopped = rank(sought);
        expect(stopped.place).toBe(whole.place);
        expect(stopped.steps).toBeLessThanOrEqual(whole.steps);
      }),
      { numRuns: 50 },
    );
  });

  it('does not ask the model more often than allowed', () => {
    const model = boundaryModel(pieces, 1);
    const search = new NextTokenSearch(tokenizer, { ...thorough, expansions: 20 });
    const found = finish(search.after({ place: placeIn(model), partial: 'ab' }, true));
    expect(model.steps).toBeLessThan(20);
    expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-6);
  });

  it('reads words from pieces that are single bytes, and blanks that are not ASCII as the end of a word', () => {
    // "中" is e4 b8 ad, the ideographic space e3 80 80: whether a word continues is known only at the last byte.
    const bytes = [...spellBytes('中\u3000')];
    const spelled = [...new Set([...bytes, '('])];
    const byteTokenizer = { ...pieceTokenizer(spelled), spell: spellBytes, unspell: unspellBytes };
    const tokenOf = (piece: string) => SPECIAL_TOKENS + spelled.indexOf(piece);
    const row = (weights: Record<string, number>) => {
      const given = new Float32Array(byteTokenizer.size);
      for (const [piece, p] of Object.entries(weights)) given[tokenOf(piece)] = p;
      return given;
    };
    const table = Array.from({ length: byteTokenizer.size }, () => row({ '(': 1 }));
    const [e4, b8, ad, e3, x80] = bytes;
    // At first either "中" or the blank; after "中" the blank or a sign; after the blank always "中".
    table[0] = row({ [e4]: 0.75, [e3]: 0.25 });
    table[tokenOf(e4)] = row({ [b8]: 1 });
    table[tokenOf(b8)] = row({ [ad]: 1 });
    table[tokenOf(ad)] = row({ [e3]: 0.5, '(': 0.5 });
    table[tokenOf(e3)] = row({ [x80]: 1 });
    table[tokenOf(x80)] = row({ [x80]: 0.5, [e4]: 0.5 });
    const model = new TableModel(table);
    const search = new NextTokenSearch(byteTokenizer, thorough);
    const start = { place: placeIn(model), partial: '' };
    const [open] = finish(search.after(start, false));
    expect(open.text).toBe('中');
    expect(open.probability).toBeGreaterThan(0.85);
    // After a word only the way over the blank is left.
    const [found] = finish(search.after(start, true));
    expect(found.text).toBe('中');
  });
});
