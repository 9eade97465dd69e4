import { describe, expect, it } from 'vitest';
import { fitToCorpus } from '../../../src/core/training/fit-to-corpus.ts';
import { presets, type TrainingBudget } from '../../../src/core/training/training-options.ts';

const files = (characters: number) => [{ path: 'a', text: 'a'.repeat(characters) }];
const { balanced, classic } = presets;
const dropoutFor = (characters: number, budget: TrainingBudget): number =>
  fitToCorpus({ ...balanced, budget }, files(characters)).dropout;

describe('a preset fitted to a corpus', () => {
  it('has a higher dropout where the corpus will be read many times, and a lower one where hardly once', () => {
    expect(dropoutFor(700_000, { seconds: 300 })).toBe(0.4);
    expect(dropoutFor(700_000, { seconds: 60 })).toBe(balanced.dropout);
    expect(dropoutFor(7_000_000, { seconds: 300 })).toBe(0.1);
    expect(dropoutFor(4_000_000, { epochs: 9 })).toBe(0.4);
    expect(dropoutFor(700_000, { seconds: 300, epochs: 2 })).toBe(balanced.dropout);
    expect(dropoutFor(700_000, { steps: 9 })).toBe(balanced.dropout);
  });

  it('counts bytes, of which other scripts need more', () => {
    const chinese = [{ path: 'a', text: '字'.repeat(2_200_000) }];
    expect(fitToCorpus(balanced, chinese).dropout).toBe(0.1);
    expect(dropoutFor(2_200_000, { seconds: 300 })).toBe(0.4);
  });

  it('has fewer tokens and epochs for a small one', () => {
    const small = fitToCorpus(balanced, files(250_000));
    expect(small).toMatchObject({ vocabulary: 1000, dropout: 0.5, budget: { seconds: 300, epochs: 14 } });
    expect(fitToCorpus(balanced, files(50_000)).vocabulary).toBe(600);
  });

  it('leaves presets of characters as they are', () => {
    expect(fitToCorpus(classic, files(50_000))).toBe(classic);
  });
});
