import { describe, expect, it } from 'vitest';
import { sample } from '../../../src/core/prediction/sample.ts';
import { MASK } from '../../../src/core/text/secrets/known-shapes.ts';
import { score } from '../../../src/core/prediction/score.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';

const tokenizer = pieceTokenizer(['a', 'b', 'c', 'd']);
const model = TableModel.random(tokenizer.size, 3);
const options = { prompt: 'ab', length: 20_000, temperature: 1, topK: 0, topP: 1, seed: 5 };

describe('sample', () => {
  it('draws each token as often as the model says', () => {
    const text = `b${[...sample(model, tokenizer, options)].join('')}`;
    expect(text).toHaveLength(20_001);
    for (const last of 'abcd') {
      const row = model.table[tokenizer.pieces.indexOf(last)];
      const visits = [...text.slice(0, -1)].filter((letter) => letter === last).length;
      for (const next of 'abcd') {
        const expected = row[tokenizer.pieces.indexOf(next)];
        const pairs = text.split('').filter((letter, i) => letter === last && text[i + 1] === next).length;
        // Five standard deviations of a binomial.
        expect(Math.abs(pairs / visits - expected)).toBeLessThan(
          5 * Math.sqrt((expected * (1 - expected)) / visits) + 1e-9,
        );
      }
    }
  });

  it('is the same for the same seed, and different for another', () => {
    const short = { ...options, length: 100 };
    const text = [...sample(model, tokenizer, short)].join('');
    expect([...sample(model, tokenizer, short)].join('')).toBe(text);
    expect([...sample(model, tokenizer, { ...short, seed: 6 })].join('')).not.toBe(text);
  });

  it('has ellipses where secrets were masked', () => {
    const masking = pieceTokenizer(['a', `b${MASK}`]);
    const masked = TableModel.random(masking.size, 3);
    const text = [...sample(masked, masking, { ...options, prompt: 'a', length: 100 })].join('');
    expect(text).toMatch(/^(?:a|b…)*b?$/);
    expect(text).toContain('…');
    expect(text).toHaveLength(100);
  });

  it('takes only the most probable token with top-k 1, with a tiny top-p and when cold', () => {
    const greedy = [...sample(model, tokenizer, { ...options, length: 50, topK: 1 })].join('');
    expect([...sample(model, tokenizer, { ...options, length: 50, topP: 1e-9 })].join('')).toBe(greedy);
    expect([...sample(model, tokenizer, { ...options, length: 50, temperature: 0.01 })].join('')).toBe(
      greedy,
    );
  });
});

describe('score', () => {
  it('is the sum of what the table says', () => {
    const p = (last: number, next: string) => model.table[last][tokenizer.pieces.indexOf(next)];
    const expected = Math.log2(p(1, 'a')) + Math.log2(p(2, 'c'));
    const { log2Probability, characters, bitsPerCharacter } = score(model, tokenizer, 'ac');
    expect(log2Probability).toBeCloseTo(expected, 5);
    expect(characters).toBe(2);
    expect(bitsPerCharacter).toBeCloseTo(-expected / 2, 5);
  });

  it('takes no bits for the empty text', () => {
    expect(score(model, tokenizer, '')).toEqual({
      text: '',
      log2Probability: 0,
      characters: 0,
      bitsPerCharacter: 0,
    });
  });
});
