import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { Place } from '../../../src/core/prediction/place.ts';
import { RankTally, rankNextTokens } from '../../../src/core/replay/next-token-ranks.ts';
import { NextTokenSearch } from '../../../src/core/replay/next-token-search.ts';
import { SPECIAL_TOKENS } from '../../../src/core/text/tokenizer.ts';
import { pieceTokenizer, TableModel } from '../prediction/table-model.ts';

describe('RankTally', () => {
  it('is the mean of 1/rank, with 0 for absent tokens and those after the tenth', () => {
    const tally = new RankTally();
    expect([tally.tokens, tally.top1, tally.mrr10]).toEqual([0, 0, 0]);
    for (const rank of [1, 2, 4, 11, undefined, 1, 10, undefined]) tally.add(rank);
    expect(tally.tokens).toBe(8);
    expect(tally.top1).toBe(2 / 8);
    expect(tally.mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 4 + 1 + 1 / 10) / 8, 12);
  });
});

describe('rankNextTokens', () => {
  it('types each token whole and ranks the next one', () => {
    const pieces = ['a', 'b', ' ', '('];
    const tokenizer = pieceTokenizer(pieces);
    // Whatever was read, the next tokens are: "(" 0.4, " " 0.3, "a" 0.2, "b" 0.1.
    const row = Float32Array.from([0, 0, 0.2, 0.1, 0.3, 0.4]);
    const model = new TableModel(Array.from({ length: pieces.length + SPECIAL_TOKENS }, () => row));
    const typed: string[] = [];
    const tally = new RankTally();
    const search = new NextTokenSearch(tokenizer);
    finish(
      rankNextTokens(
        ' a (b a',
        search,
        function* (text) {
          typed.push(text);
          return { place: new Place(model, tokenizer.size, model.newState()), partial: '' };
        },
        tally,
      ),
    );
    expect(typed).toEqual([' a', ' (', 'b']);
    // "(": first after "a". "b": after "(" come "(" (0.4 / 0.7), "a" and then "b". "a": second after "b".
    expect(tally.tokens).toBe(3);
    expect(tally.top1).toBe(1 / 3);
    expect(tally.mrr10).toBeCloseTo((1 + 1 / 3 + 1 / 2) / 3, 12);
  });
});
