import type { Cut } from '../../../src/core/prediction/cut.ts';

/**
 * The most keys that one can expect to save after `from` by accepting one text after another. All ways of cutting are
 * tried. A text is shown only if it has at least 3 characters and is probable enough.
 */
export function mostSaved(cuts: readonly Cut[], threshold: number, from: Cut): number {
  return cuts.reduce((most, to) => {
    const [length, share] = [to.text.length - from.text.length, to.probability / from.probability];
    if (length < 3 || share < threshold) return most;
    return Math.max(most, share * (length - 1 + mostSaved(cuts, threshold, to)));
  }, 0);
}
