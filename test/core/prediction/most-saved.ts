import type { Cut } from '../../../src/core/prediction/cut.ts';

/**
 * The most keys that may be expected to be saved behind `from` by accepting texts one after the other: all ways of cutting
 * are tried, each text shown only where it is at least 3 characters long and probable enough.
 */
export function mostSaved(cuts: readonly Cut[], threshold: number, from: Cut): number {
  return cuts.reduce((most, to) => {
    const [length, share] = [to.text.length - from.text.length, to.probability / from.probability];
    if (length < 3 || share < threshold) return most;
    return Math.max(most, share * (length - 1 + mostSaved(cuts, threshold, to)));
  }, 0);
}
