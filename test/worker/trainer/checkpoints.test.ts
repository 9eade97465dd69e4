import { describe, expect, it } from 'vitest';
import type { TrainingBudget } from '../../../src/core/training/training-options.ts';
import { runSmall, untimed } from './small-run.ts';

/** What a killed process may lose at most, in seconds of training. */
const MOST_LOST = 30;

/** Runs on a machine on which every step, and every window of an evaluation, takes this many seconds. */
function runSlowly(seconds: number, budget: TrainingBudget) {
  let milliseconds = 0;
  const breathe = (): Promise<void> => {
    milliseconds += 1000 * seconds;
    return Promise.resolve();
  };
  return runSmall({ options: { budget, patience: 1000 }, platform: { now: () => milliseconds, breathe } });
}

describe.each([0.5, 1, 2])('where a step takes %f s', (step) => {
  // Evaluations are forty seconds apart.
  const steps = 600 / step;
  it.each([
    ['bounded by time', { seconds: step * steps }],
    ['bounded by its work', { seconds: undefined, steps }],
  ])('a run %s makes a checkpoint in time', async (_, budget) => {
    const { checkpoints, seconds } = await runSlowly(step, { ...budget, epochs: undefined });
    const times = [0, ...checkpoints.map(({ position }) => position.seconds), seconds];
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MOST_LOST);
  });
});

it('checkpoints between evaluations do not change a run that is bounded by its work', async () => {
  const budget = { seconds: undefined, epochs: undefined, steps: 300 };
  const [fast, slow] = [await runSlowly(0, budget), await runSlowly(3, budget)];
  expect(slow.checkpoints.length).toBeGreaterThan(fast.checkpoints.length);
  expect(untimed(slow.last)).toEqual(untimed(fast.last));
});

it('a run that was killed after such a checkpoint goes on from there', async () => {
  const budget = { seconds: undefined, epochs: undefined, steps: 300 };
  const { checkpoints, last } = await runSlowly(3, budget);
  const between = checkpoints.findLast(({ position }) => position.validationBitsPerCharacter === undefined);
  expect(between?.position.step).toBeGreaterThan(0);
  const resumed = await runSmall({ start: between, options: { budget } });
  expect(resumed.last.position.step).toBe(300);
  expect(resumed.last.parameters).toEqual(last.parameters);
});
