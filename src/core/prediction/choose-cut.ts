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
 * The cut that maximises the expected number of keystrokes saved,
 *   argmax_k  p_k · (length_k − 1)   among the k with p_k >= threshold,
 * since accepting costs one key (modelling notes, section 7: the best of the rules tried). Texts of several lines have a
 * higher bar.
 */
export function chooseCut<Some extends Cut>(
  cuts: readonly Some[],
  { threshold, shortest }: CutChoice,
): Some | undefined {
  let chosen: Some | undefined;
  let mostSaved = 0;
  for (const cut of cuts) {
    const saved = cut.probability * (cut.text.length - 1);
    const least = cut.text.includes('\n') ? severalLinesBar(threshold) : threshold;
    if (cut.probability < least || cut.text.length < shortest || saved <= mostSaved) continue;
    mostSaved = saved;
    chosen = cut;
  }
  return chosen;
}
