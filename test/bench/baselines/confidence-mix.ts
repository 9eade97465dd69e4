import type { Belief } from './jelinek-mercer.ts';

/** The largest weight of a belief, in units of the weight of no confidence. */
const LARGEST_WEIGHT = 1000;

/**
 * Mixes two models' beliefs with weights 1 / (1 - confidence), so that 6 orders count eight times as much as 3. A model
 * without confidence has no weight. The mixture has the greater confidence of the two.
 */
export function mix(left: Belief, right: Belief): Belief {
  if (right.confidence === 0) return left;
  if (left.confidence === 0) return right;
  const leftWeight = Math.min(LARGEST_WEIGHT, 1 / (1 - left.confidence));
  const rightWeight = Math.min(LARGEST_WEIGHT, 1 / (1 - right.confidence));
  return {
    probability:
      (left.probability * leftWeight + right.probability * rightWeight) / (leftWeight + rightWeight),
    confidence: Math.max(left.confidence, right.confidence),
  };
}
