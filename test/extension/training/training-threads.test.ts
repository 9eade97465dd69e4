import { describe, expect, it } from 'vitest';
import { trainingThreads } from '../../../src/extension/training/training-threads.ts';

describe('the threads that train', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 2],
    [8, 4],
    [64, 4],
  ])('of %d cores, are %d by default', (cores, threads) => {
    expect(trainingThreads(0, cores)).toBe(threads);
  });

  it('are as many as the user wants, but no more than cores', () => {
    expect(trainingThreads(6, 64)).toBe(6);
    expect(trainingThreads(6, 2)).toBe(2);
    expect(trainingThreads(1, 64)).toBe(1);
  });
});
