import { expect, it } from 'vitest';
import type { Kernels, Tensor } from '../../../src/core/tensor/kernels.ts';
import type { Snapshot } from '../../../src/worker/trainer/training-position.ts';
import { valueOf } from '../start-worker.ts';
import { runSmall, smallKernels, smallOptions as options, untimed } from './small-run.ts';

/** Runs to the end. `breaks`: spoils a step's loss. */
function run(start: Snapshot | undefined, learningRate: number, breaks: () => boolean) {
  const createKernels = (): Kernels => {
    const kernels = smallKernels();
    const { sumOfSquares } = kernels;
    return Object.assign(kernels, { sumOfSquares: (a: Tensor) => (breaks() ? NaN : sumOfSquares(a)) });
  };
  return runSmall({ start, options: { learningRate }, platform: { createKernels } });
}

it('a run that breaks down goes on as its last checkpoint would with a smaller rate', async () => {
  let asked = 0;
  const broken = await run(undefined, options.learningRate, () => ++asked === 60);
  expect(valueOf(broken.end)).toBe('finished');
  expect(broken.setbacks).toHaveLength(1);
  const [{ step, learningRate, after }] = broken.setbacks;
  expect(learningRate).toBe(options.learningRate / 4);
  expect(after?.position.step).toBeGreaterThan(0);
  expect(after?.position.step).toBeLessThanOrEqual(step);

  const again = await run(after, learningRate, () => false);
  expect(again.setbacks).toEqual([]);
  expect(untimed(broken.last)).toEqual(untimed(again.last));
});

it('a run that breaks down before its first checkpoint begins again, and one that always does fails', async () => {
  let asked = 0;
  const broken = await run(undefined, options.learningRate, () => ++asked === 2);
  const anew = await run(undefined, options.learningRate / 4, () => false);
  expect(broken.setbacks).toHaveLength(1);
  expect(untimed(broken.last)).toEqual(untimed(anew.last));

  const hopeless = await run(undefined, options.learningRate, () => true);
  expect(hopeless.end).toMatchObject({ ok: false, failure: { code: 'diverged' } });
  expect(hopeless.setbacks).toHaveLength(4);
  expect(hopeless.last).toBeUndefined();
});
