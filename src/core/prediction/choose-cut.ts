import type { Cut } from './cut.ts';

/** Shorter suggestions save too little to be worth a look, in UTF-16 code units. */
export const SHORTEST_SUGGESTION = 3;

/** A text of several lines pushes down what is below it, so it may be wrong only half as often. */
export const severalLinesBar = (threshold: number): number => 1 - (1 - threshold) / 2;

export interface CutChoice {
  /** The lowest probability of a text worth showing. */
  readonly threshold: number;
  /** The shortest text that saves any keys, in UTF-16 code units. */
  readonly shortest: number;
}

/**
 * Of the cuts k with p_k >= threshold, the one that is expected to save most keystrokes. Those saved after it count,
 * too: once k is accepted, what comes next, m, is shown by the same rule,
 *   argmax_k  p_k · (length_k − 1 + G_k),   G_k = max_m  p_m / p_k · (length_m − length_k − 1 + G_m),
 * where the −1 is the key that accepts. So a sure word is shown alone, without the unsure rest of its line. Several
 * lines are shown at once, and have a higher bar. `cuts`: shorter ones first.
 */
export function chooseCut<Some extends Cut>(
  cuts: readonly Some[],
  { threshold, shortest }: CutChoice,
): Some | undefined {
  let chosen: Some | undefined;
  let mostSaved = 0;
  const later = new Float64Array(cuts.length);
  for (let k = cuts.length - 1; k >= 0; k--) {
    const { text, probability } = cuts[k]!;
    if (probability <= 0) continue;
    for (let m = k + 1; m < cuts.length; m++) {
      const next = cuts[m]!;
      const length = next.text.length - text.length;
      const share = next.probability / probability;
      if (length < shortest || share < threshold) continue;
      // At the end of a line nothing is suggested until the line is broken.
      if (next.text.includes('\n', text.length)) continue;
      later[k] = Math.max(later[k]!, share * (length - 1 + later[m]!));
    }
    const saved = probability * (text.length - 1 + later[k]!);
    const least = text.includes('\n') ? severalLinesBar(threshold) : threshold;
    // If two cuts save the same, the longer one is chosen.
    if (probability < least || text.length < shortest || saved <= mostSaved) continue;
    mostSaved = saved;
    chosen = cuts[k];
  }
  return chosen;
}
