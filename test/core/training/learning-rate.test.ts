import { describe, expect, it } from 'vitest';
import { clippingScale } from '../../../src/core/training/gradient-clipping.ts';
import { learningRate } from '../../../src/core/training/learning-rate.ts';

describe('learning rate', () => {
  const options = { learningRate: 0.008, warmUpSteps: 4, schedule: 'linear' } as const;

  it.each([
    [1, 0, 0.002],
    [2, 0, 0.004],
    [4, 0, 0.008],
    [5, 0, 0.008],
    [2, 0.5, 0.002],
    [100, 0.25, 0.006],
    [100, 1, 0],
    [100, 1.2, 0],
  ])('step %i at progress %f: %f', (step, progress, expected) => {
    expect(learningRate(options, step, progress)).toBeCloseTo(expected, 12);
  });

  it('stays at its peak on the constant schedule, and needs no warm-up', () => {
    const constant = { learningRate: 0.01, warmUpSteps: 0, schedule: 'constant' } as const;
    expect(learningRate(constant, 1, 0)).toBe(0.01);
    expect(learningRate(constant, 999, 1)).toBe(0.01);
  });
});

describe('clipping', () => {
  it.each([
    [0.5, 1, 1],
    [4, 1, 0.25],
    [10, 5, 0.5],
    [0, 1, 1],
    [1e30, Infinity, 1],
  ])('a gradient of norm %f under %f: times %f', (norm, bound, expected) => {
    expect(clippingScale(norm, bound)).toBeCloseTo(expected, 5);
  });
});
