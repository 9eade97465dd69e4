import { describe, expect, it } from 'vitest';
import { EarlyStopping } from '../../../src/core/training/early-stopping.ts';

/** Judges scores one after the other; what is kept of each is its place in the list. */
function judged(stopping: EarlyStopping<number>, scores: readonly number[]): boolean[] {
  return scores.map((bits, place) => stopping.judge(bits, () => place));
}

describe('the best so far', () => {
  it('is the lowest score, and of equal ones the last', () => {
    const stopping = new EarlyStopping<number>(9);
    expect(stopping.best).toBeUndefined();
    expect(judged(stopping, [3, 2, 2.5, 2, 4])).toEqual([true, true, false, true, false]);
    expect(stopping.best).toEqual({ bits: 2, kept: 3 });
  });

  it('is never a score that is not a finite number', () => {
    const stopping = new EarlyStopping<number>(9);
    expect(judged(stopping, [NaN, Infinity])).toEqual([false, false]);
    expect(stopping.best).toBeUndefined();
    expect(judged(stopping, [3, NaN, -Infinity])).toEqual([true, false, false]);
    expect(stopping.best).toEqual({ bits: 3, kept: 0 });
  });

  it('may come from an earlier part of the run', () => {
    const stopping = new EarlyStopping(9, { bits: 1.5, kept: 7 });
    expect(judged(stopping, [2, 1.75])).toEqual([false, false]);
    expect(stopping.best).toEqual({ bits: 1.5, kept: 7 });
    expect(judged(stopping, [1.25])).toEqual([true]);
  });

  it('is whatever comes next once it is forgotten', () => {
    const stopping = new EarlyStopping<number>(9);
    judged(stopping, [1]);
    stopping.forgetBest();
    expect(stopping.best).toBeUndefined();
    expect(judged(stopping, [3, 4])).toEqual([true, false]);
    expect(stopping.best?.bits).toBe(3);
  });
});

describe('cooling', () => {
  /** After how many evaluations it begins; undefined where it does not. */
  function coolsAfter(patience: number, scores: readonly number[]): number | undefined {
    const stopping = new EarlyStopping<number>(patience);
    for (const [i, bits] of scores.entries()) {
      stopping.judge(bits, () => i);
      stopping.coolIfStalled(0.5);
      if (stopping.isCooling) return i + 1;
    }
    return undefined;
  }

  it('begins when as many evaluations in a row as patience allows have brought no gain', () => {
    expect(coolsAfter(2, [5, 6, 7])).toBe(3);
    expect(coolsAfter(2, [5, 6, 4, 5, 3, 4])).toBeUndefined();
    expect(coolsAfter(2, [5, 6, 4, 5, 6, 3])).toBe(5);
    expect(coolsAfter(1, [5, 6])).toBe(2);
    expect(coolsAfter(4, [5, 6, 7, 8])).toBeUndefined();
  });

  it('leaves the schedule to the budget before it begins', () => {
    const stopping = new EarlyStopping<number>(2);
    judged(stopping, [5, 6]);
    stopping.coolIfStalled(0.3);
    expect([0, 0.3, 0.7, 1].map((used) => stopping.progress(used))).toEqual([0, 0.3, 0.7, 1]);
  });

  it('goes through the rest of the schedule in a tenth of the budget, evenly', () => {
    const stopping = new EarlyStopping<number>(1);
    judged(stopping, [5, 6]);
    stopping.coolIfStalled(0.4);
    // 0.6 of the schedule is left, for 0.1 of the budget.
    for (const [used, progress] of [
      [0.4, 0.4],
      [0.45, 0.7],
      [0.475, 0.85],
      [0.5, 1],
      [0.9, 1],
    ] as const) {
      expect(stopping.progress(used)).toBeCloseTo(progress, 12);
    }
  });

  it('continues from where it began, whatever is scored meanwhile', () => {
    const stopping = new EarlyStopping<number>(1);
    judged(stopping, [5, 6]);
    stopping.coolIfStalled(0.4);
    judged(stopping, [3, 4]);
    stopping.coolIfStalled(0.45);
    expect(stopping.isCooling).toBe(true);
    expect(stopping.progress(0.45)).toBeCloseTo(0.7, 12);
  });
});
