import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { Place } from '../../../src/core/prediction/place.ts';
import { type FoundCuts, Search, type SearchLimits } from '../../../src/core/prediction/search.ts';
import { spellBytes, unspellBytes } from '../../../src/core/text/byte-spelling.ts';
import { SPECIAL_TOKENS, type Tokenizer } from '../../../src/core/text/tokenizer.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';
import { ranked, tokenPaths, totalOf } from './token-paths.ts';

/** How many healed starts the search is given, and from how many of the last places of its path one token may reach. */
const [MOST_STARTS, STEPS_BACK] = [8, 4];

function search(model: TableModel, tokenizer: Tokenizer, partial: string, limits: SearchLimits): FoundCuts {
  const place = new Place(model, tokenizer.size, model.newState());
  return finish(new Search(tokenizer).cuts({ place, partial, settled: new Int32Array(0) }, limits));
}

/** A model without tokens that are nearly impossible: nothing is too improbable to be looked at. */
const mildModel = (size: number, seed: number): TableModel => {
  const { table } = TableModel.random(size, seed, 1);
  return new TableModel(
    table.map((row) => {
      const raised = row.map((p, token) => (token < SPECIAL_TOKENS ? 0 : p + 0.5 / size));
      const total = raised.reduce((sum, p) => sum + p, 0);
      return raised.map((p) => p / total);
    }),
  );
};

/** The token that is reached character by character, each the one with most probability after it. */
function greedyToken(row: Float32Array, pieces: readonly string[]): number {
  const massOf = (fits: (piece: string) => boolean): number =>
    pieces.reduce(
      (sum, piece, token) => (token >= SPECIAL_TOKENS && fits(piece) ? sum + row[token] : sum),
      0,
    );
  for (let text = ''; ;) {
    const here = text;
    const nexts = new Set(
      pieces.filter((piece) => piece.startsWith(here) && piece !== here).map((piece) => piece[here.length]),
    );
    const masses = [...nexts].map((next) => ({
      next,
      mass: massOf((piece) => piece.startsWith(here + next)),
    }));
    const best = masses.reduce((a, b) => (b.mass > a.mass ? b : a), { next: '', mass: 0 });
    if (here !== '' && massOf((piece) => piece === here) >= best.mass) return pieces.indexOf(here);
    text += best.next;
  }
}

/** What a search should find, in which every probability is a sum over an enumeration of all token paths. */
function enumerate(
  model: TableModel,
  tokenizer: Tokenizer,
  partial: string,
  { leastProbability, longest, lines }: SearchLimits,
) {
  const { pieces } = tokenizer;
  const starts = ranked(tokenPaths(model, pieces, partial));
  const total = totalOf(starts);
  const heard = new Set(starts.slice(0, MOST_STARTS).map(({ tokens }) => tokens.join(' ')));
  const path = [...starts[0].tokens];
  const first = path.length;
  const cuts: (Cut & { readonly atMost: number; readonly lastToken: number | undefined })[] = [];
  let spelled = '';
  for (let piece = starts[0].overhang; ;) {
    for (let length = 1; length <= piece.length; length++) {
      const longer = spelled + piece.slice(0, length);
      if (longer.split('\n').length - 1 === lines) return { cuts, beyond: '\n' };
      const all = tokenPaths(model, pieces, partial + longer);
      const counted = all.filter(({ tokens }) => {
        const before = tokens.slice(0, -1);
        if (before.map((token) => pieces[token]).join('').length < Math.max(partial.length, 1)) {
          return heard.has(tokens.join(' '));
        }
        const places = path.slice(first - 1, -1).map((_, i) => path.slice(0, first + i).join(' '));
        return places.slice(-STEPS_BACK).includes(before.join(' '));
      });
      const probability = totalOf(counted) / total;
      const text = tokenizer.unspell(longer);
      if (probability < leastProbability || text.length > longest) {
        const shown = cuts.length > 0 ? cuts[cuts.length - 1].text : '';
        return { cuts, beyond: tokenizer.unspell(spelled + piece).slice(shown.length) };
      }
      const lastToken = length === piece.length ? path.at(-1) : undefined;
      if (!text.includes('\ufffd')) cuts.push({ text, probability, atMost: totalOf(all) / total, lastToken });
    }
    spelled += piece;
    path.push(greedyToken(model.table[path.at(-1)], pieces));
    piece = pieces[path.at(-1)];
  }
}

/** Pieces of all kinds; or short ones and a long one, which is worth counting from places further back on the path. */
const pieceLists = fc.oneof(
  fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 3 }), {
    minLength: 2,
    maxLength: 10,
  }),
  fc.integer({ min: 4, max: 8 }).map((length) => ['a', 'a'.repeat(length)]),
);
/** What is typed is what some token begins with, or nothing. */
const cases = fc.record({
  pieces: pieceLists,
  typed: fc.record({ token: fc.nat(), length: fc.nat(2) }),
  seed: fc.integer(),
});
const limitsOf = fc.record({
  leastProbability: fc.constantFrom(0.01, 0.05, 0.2),
  longest: fc.integer({ min: 1, max: 8 }),
  lines: fc.integer({ min: 1, max: 3 }),
});

function expectEnumerated(found: FoundCuts, expected: ReturnType<typeof enumerate>): void {
  expect(found.cuts.map(({ text }) => text)).toEqual(expected.cuts.map(({ text }) => text));
  expect(found.beyond).toBe(expected.beyond);
  for (const [i, { probability, place }] of found.cuts.entries()) {
    expect(probability).toBeCloseTo(expected.cuts[i].probability, 5);
    expect(probability).toBeLessThan(expected.cuts[i].atMost + 1e-5);
    expect(place?.state[0]).toBe(expected.cuts[i].lastToken);
  }
}

describe('Search', () => {
  it('finds what an enumeration of all token paths finds, up to its limits', () => {
    fc.assert(
      fc.property(cases, limitsOf, ({ pieces, typed, seed }, limits) => {
        const tokenizer = pieceTokenizer(pieces);
        const model = mildModel(tokenizer.size, seed);
        const partial = pieces[typed.token % pieces.length].slice(0, typed.length);
        expectEnumerated(
          search(model, tokenizer, partial, limits),
          enumerate(model, tokenizer, partial, limits),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('cuts between characters only, where pieces are bytes', () => {
    const bytes = fc.constantFrom(...new Set(spellBytes('aé中')));
    const bytePieces = fc.uniqueArray(fc.string({ unit: bytes, minLength: 1, maxLength: 2 }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(bytePieces, fc.integer(), limitsOf, (pieces, seed, limits) => {
        const tokenizer = { ...pieceTokenizer(pieces), spell: spellBytes, unspell: unspellBytes };
        const model = mildModel(tokenizer.size, seed);
        expectEnumerated(search(model, tokenizer, '', limits), enumerate(model, tokenizer, '', limits));
      }),
      { numRuns: 300 },
    );
  });

  const given = (pieces: readonly string[], rows: Record<string, Record<string, number>>) => {
    const tokenizer = pieceTokenizer(pieces);
    const tokenOf = (piece: string): number => tokenizer.pieces.indexOf(piece);
    const table = tokenizer.pieces.map((piece, token) => {
      const row = new Float32Array(tokenizer.size);
      for (const [next, p] of Object.entries(rows[token === 0 ? '^' : piece] ?? {})) row[tokenOf(next)] = p;
      return row;
    });
    return { tokenizer, model: new TableModel(table) };
  };

  it('adds up the ways to write a text: a word may come whole, or in pieces', () => {
    const { tokenizer, model } = given(['v', 'al', 'val', 'value', ';'], {
      '^': { value: 0.4, val: 0.3, v: 0.2, ';': 0.1 },
      v: { al: 1 },
      value: { ';': 1 },
      ';': { ';': 1 },
    });
    const { cuts } = search(model, tokenizer, '', { leastProbability: 0.1, longest: 6, lines: 1 });
    expect(cuts.map(({ text, probability }) => [text, Number(probability.toFixed(4))])).toEqual([
      // The leader is "value". All three begin with "v"; of "al" after "v", which leaves the path, nothing is counted.
      ['v', 0.9],
      ['va', 0.7],
      ['val', 0.7],
      ['valu', 0.4],
      ['value', 0.4],
      ['value;', 0.4],
    ]);
  });

  it('takes the token with the likeliest beginning, not the likeliest token', () => {
    const { tokenizer, model } = given(['x', 'ab', 'ac', 'ad'], {
      '^': { x: 1 },
      x: { x: 0.4, ab: 0.25, ac: 0.2, ad: 0.15 },
      ab: { x: 1 },
    });
    const { cuts } = search(model, tokenizer, '', { leastProbability: 0.2, longest: 3, lines: 1 });
    expect(cuts.map(({ text }) => text)).toEqual(['x', 'xa', 'xab']);
    expect(cuts[1].probability).toBeCloseTo(0.6, 6);
  });

  it('leaves out cuts inside a character, and knows what would follow the last one', () => {
    const [e4, b8, ad] = spellBytes('中');
    const { tokenizer, model } = given(['a', e4 + b8, ad], {
      '^': { a: 1 },
      a: { [e4 + b8]: 1 },
      [e4 + b8]: { [ad]: 1 },
      [ad]: { a: 1 },
    });
    const byteTokenizer = { ...tokenizer, spell: spellBytes, unspell: unspellBytes };
    const limits = { leastProbability: 0.5, longest: 3, lines: 1 };
    const found = search(model, byteTokenizer, '', limits);
    expect(found.cuts.map(({ text }) => text)).toEqual(['a', 'a中', 'a中a']);
    // The next text would be too long. All that is known of it is a token of two bytes, which make no whole character.
    expect(found.beyond).toBe('\ufffd\ufffd');
  });

  it('leaves the likeliest text at its forks, the most probable ones first', () => {
    const { tokenizer, model } = given(['a', 'b', 'c', 'd', 'e'], {
      '^': { a: 0.7, b: 0.3 },
      a: { c: 0.6, d: 0.4 },
      b: { e: 1 },
      c: { c: 1 },
      d: { e: 1 },
      e: { e: 1 },
    });
    const search = new Search(tokenizer);
    const place = new Place(model, tokenizer.size, model.newState());
    const cursor = { place, partial: '', settled: new Int32Array(0) };
    const limits = { leastProbability: 0.01, longest: 3, lines: 1 };
    const texts = finish(search.forks(cursor, limits)).map((fork) => {
      const { text, probability } = finish(search.cuts(cursor, limits, fork)).cuts.at(-1)!;
      return [text, Number(probability.toFixed(6)), Number(fork.probability.toFixed(6))];
    });
    expect(texts).toEqual([
      ['bee', 0.3, 0.3],
      ['ade', 0.28, 0.28],
    ]);
  });

  it('has nothing to say where no token agrees with what is typed', () => {
    const tokenizer = pieceTokenizer(['a', 'b']);
    const limits = { leastProbability: 0.01, longest: 8, lines: 1 };
    expect(search(mildModel(tokenizer.size, 1), tokenizer, 'x', limits)).toEqual({ cuts: [], beyond: '' });
  });
});
