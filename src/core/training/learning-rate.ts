import type { TrainingOptions } from './training-options.ts';

/**
 * The learning rate of a step: a linear rise from 0 to the peak in the first steps, multiplied, on the linear schedule,
 * by a linear fall to 0 at the end of the budget.
 * @param step - counted from 1
 * @param progress - how far the schedule is, 0 to 1
 */
export function learningRate(
  options: Pick<TrainingOptions, 'learningRate' | 'warmUpSteps' | 'schedule'>,
  step: number,
  progress: number,
): number {
  const warmUp = step < options.warmUpSteps ? step / options.warmUpSteps : 1;
  const decay = options.schedule === 'linear' ? 1 - Math.min(Math.max(progress, 0), 1) : 1;
  return options.learningRate * warmUp * decay;
}
