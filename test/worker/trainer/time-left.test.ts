import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainingBudget } from '../../../src/core/training/training-options.ts';
import { Budget } from '../../../src/worker/trainer/budget.ts';
import { TimeLeft } from '../../../src/worker/trainer/time-left.ts';
import { atTheStart } from '../../../src/worker/trainer/training-position.ts';

const BATCHES = 100;

/** What is said at each of these seconds, when the run has read that many batches by then. */
function said(
  bounds: TrainingBudget,
  seconds: readonly number[],
  batchesAt: (second: number) => number,
  endAt: (second: number) => number = () => 1,
): (number | undefined)[] {
  const left = new TimeLeft(new Budget(bounds, BATCHES));
  return seconds.map((second) => {
    const batches = batchesAt(second);
    const position = {
      ...atTheStart,
      seconds: second,
      step: batches,
      epoch: Math.floor(batches / BATCHES),
      batch: batches % BATCHES,
    };
    return left.at(position, endAt(second));
  });
}

describe('the time that a run still takes', () => {
  it('is known exactly from the start where only time bounds the run', () => {
    const lefts = said({ seconds: 300 }, [0.5, 100, 299, 300], () => 1);
    expect(lefts.map((left) => Number(left?.toFixed(6)))).toEqual([299.5, 200, 1, 0]);
  });

  it('is not known before the pace is, where work may end the run', () => {
    // 14 epochs at 10 batches a second take 140 s, not the 300 s of the budget.
    const bounds = { seconds: 300, epochs: 14 };
    const [first, second, third, last] = said(bounds, [1, 2, 10, 70], (time) => 10 * time);
    expect([first, second]).toEqual([undefined, undefined]);
    expect(third).toBeCloseTo(130, 6);
    expect(last).toBeCloseTo(70, 6);
  });

  it('is bounded by the time where the work would take longer', () => {
    expect(said({ seconds: 60, epochs: 40 }, [0, 10, 30], (time) => time)).toEqual([undefined, 50, 30]);
  });

  it('does not rise when steps become a little slower, but does when the machine is much slower', () => {
    const slower = said({ epochs: 10 }, [0, 10, 20, 30], (time) =>
      time <= 10 ? 10 * time : 100 + 8 * (time - 10),
    );
    for (const [at, left] of slower.slice(2).entries()) expect(left).toBeLessThanOrEqual(slower[at + 1]!);
    const [, before, after] = said({ epochs: 10 }, [0, 10, 200], (time) =>
      time <= 10 ? 10 * time : 100 + time,
    );
    expect(after).toBeGreaterThan(2 * before!);
  });

  it('shortens when the run has nothing left to gain and will end early', () => {
    const [before, after] = said(
      { seconds: 300 },
      [100, 101],
      () => 1,
      (time) => (time === 100 ? 1 : 0.43),
    );
    expect(before).toBeCloseTo(200, 6);
    expect(after).toBeCloseTo(0.43 * 300 - 101, 6);
  });

  it('never rises at an uneven pace, and is nearly right', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 8, max: 12 }), { minLength: 60, maxLength: 60 }), (paces) => {
        const read = [0];
        for (const pace of paces) read.push(read.at(-1) + pace);
        const lefts = said({ steps: 1000 }, [...read.keys()], (time) => read[time]).slice(4);
        for (const [at, left] of lefts.entries()) {
          expect(left).toBeLessThanOrEqual(lefts[at - 1] ?? Infinity);
          expect(left).toBeGreaterThan((1000 - read[at + 4]) / 13);
          expect(left).toBeLessThan((1000 - read[at + 4]) / 7);
        }
      }),
    );
  });
});
