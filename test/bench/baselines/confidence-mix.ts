import type { Belief } from './jelinek-mercer.ts';

/** Nobody is trusted more than so many times as one who knows nothing. */
const largestWeight = 1000;

/**
 * Two models' beliefs as one: weights 1 / (1 - confidence), so that certainty of 6 orders against 3 counts eightfold. Who
 * knows nothing has no say, and the mixture is as confident as the more confident.
 */
export function mix(left: Belief, right: Belief): Belief {
  if (right.confidence === 0) return left;
  if (left.confidence === 0) return right;
  const leftWeight = Math.min(largestWeight, 1 / (1 - left.confidence));
  const rightWeight = Math.min(largestWeight, 1 / (1 - right.confidence));
  return {
    probability:
      (left.probability * leftWeight + right.probability * rightWeight) / (leftWeight + rightWeight),
    confidence: Math.max(left.confidence, right.confidence),
  };
}
