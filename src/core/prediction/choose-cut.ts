import type { Cut } from './cut.ts';

/** Shorter suggestions save too little to be looked at, in UTF-16 code units. */
export const SHORTEST_SUGGESTION = 3;

/** More than one line pushes down what stands below: such a text has to be twice as sure not to come. */
const severalLinesBar = (threshold: number): number => 1 - (1 - threshold) / 2;

export interface CutChoice {
  /** Least probability of a text worth showing. */
  readonly threshold: number;
  /** Shortest text that saves keys at all, in UTF-16 code units. */
  readonly shortest: number;
}

/**
 * The cut that maximises the expected number of keystrokes saved among the k with p_k >= threshold, those saved behind it
 * included: whoever accepted k is shown what comes next, m, by the same rule,
 *   argmax_k  p_k · (length_k − 1 + G_k),   G_k = max_m  p_m / p_k · (length_m − length_k − 1 + G_m),
 * since accepting costs one key. So a sure word comes by itself before an unsure rest of the line, instead of being lost
 * with it; several lines come at once. Texts of several lines have a higher bar. `cuts` come shorter ones first.
 */
export function chooseCut<Some extends Cut>(
  cuts: readonly Some[],
  { threshold, shortest }: CutChoice,
): Some | undefined {
  let chosen: Some | undefined;
  let mostSaved = 0;
  const behind = new Float64Array(cuts.length);
  for (let k = cuts.length - 1; k >= 0; k--) {
    const { text, probability } = cuts[k]!;
    if (probability <= 0) continue;
    for (let m = k + 1; m < cuts.length; m++) {
      const next = cuts[m]!;
      const length = next.text.length - text.length;
      const share = next.probability / probability;
      if (length < shortest || share < threshold) continue;
      // Behind the end of a line nothing is suggested before the line is broken.
      if (next.text.includes('\n', text.length)) continue;
      behind[k] = Math.max(behind[k]!, share * (length - 1 + behind[m]!));
    }
    const saved = probability * (text.length - 1 + behind[k]!);
    const least = text.includes('\n') ? severalLinesBar(threshold) : threshold;
    // Of two that save alike the longer one.
    if (probability < least || text.length < shortest || saved <= mostSaved) continue;
    mostSaved = saved;
    chosen = cuts[k];
  }
  return chosen;
}
