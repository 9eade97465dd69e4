import { describe, expect, it } from 'vitest';
import { Place } from '../../../src/core/prediction/place.ts';
import { weighByWhatFollows } from '../../../src/core/prediction/what-follows.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';

const tokenizer = pieceTokenizer(['a', 'b', 'c', ';']);
const token = (piece: string): number => tokenizer.pieces.indexOf(piece);

/** After `a` comes `b` or `c`; nearly only `c` leads to `;`. */
function model(): TableModel {
  const size = tokenizer.size;
  const table = Array.from({ length: size }, () => new Float32Array(size));
  table[token('a')][token('b')] = 0.6;
  table[token('a')][token('c')] = 0.4;
  table[token('b')][token('a')] = 0.99;
  table[token('b')][token(';')] = 0.01;
  table[token('c')][token(';')] = 1;
  return new TableModel(table);
}

describe('weighing by what follows', () => {
  const network = model();
  const start = new Place(network, tokenizer.size, network.newState()).after(token('a'));
  const cut = (piece: string, probability: number) => ({
    text: piece,
    probability,
    place: start.after(token(piece)),
  });

  it('lowers a text that does not lead to what is after the cursor, to its share among those that do', () => {
    const [b, c] = weighByWhatFollows([cut('b', 0.6), cut('c', 0.4)], start, ';', tokenizer);
    // p(b) p(; | b) = 0.006, p(c) p(; | c) = 0.4, and nothing in between is impossible.
    expect(b.probability).toBeCloseTo(0.006 / 0.406, 5);
    expect(c.probability).toBeCloseTo(0.4, 5);
  });

  it('never makes a text more probable than it was, and finds one impossible that cannot lead there', () => {
    for (const { text, probability } of weighByWhatFollows([cut('c', 0.4)], start, ';', tokenizer)) {
      expect([text, probability]).toEqual(['c', 0.4]);
    }
    expect(weighByWhatFollows([cut('b', 0.6)], start, 'c', tokenizer)).toMatchObject([{ probability: 0 }]);
    expect(weighByWhatFollows([], start, ';', tokenizer)).toEqual([]);
  });
});
