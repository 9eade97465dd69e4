import type { Cut } from './cut.ts';

export interface CutChoice {
  /** Least probability of a text worth showing. */
  readonly threshold: number;
  /** Shortest text that saves keys at all, in UTF-16 code units. */
  readonly shortest: number;
}

/**
 * The cut that maximises the expected number of keystrokes saved,
 *   argmax_k  p_k · (length_k − 1)   among the k with p_k >= threshold,
 * since accepting costs one key (modelling notes, section 7: the best of the rules tried).
 */
export function chooseCut(cuts: readonly Cut[], { threshold, shortest }: CutChoice): Cut | undefined {
  let chosen: Cut | undefined;
  let mostSaved = 0;
  for (const cut of cuts) {
    const saved = cut.probability * (cut.text.length - 1);
    if (cut.probability < threshold || cut.text.length < shortest || saved <= mostSaved) continue;
    mostSaved = saved;
    chosen = cut;
  }
  return chosen;
}
