import { chooseCut, SHORTEST_SUGGESTION } from './choose-cut.ts';
import type { Cut } from './cut.ts';

/** The most suggestions that the user gets to choose from. */
export const MOST_CHOICES = 3;

/** Where nothing is probable enough to be shown unasked, what is rather sure comes first, and then anything. */
const lowerBars = [0.22, 0.06, 0.02, 0] as const;

/** A text that saves no keys is only shown if it may well be right. */
const LEAST_OF_SHORT = 0.05;

/**
 * The best text to show to one who asks: what would be shown unasked or, where that is nothing, the best of what is less
 * probable. `cuts`: shorter ones first. `given`: the probability of what all of them begin with, which is taken for
 * granted.
 */
export function bestCut(cuts: readonly Cut[], threshold: number, given = 1): Cut | undefined {
  const visible = cuts.filter(({ text, probability }) => text.trim() !== '' && probability > 0);
  const likely = visible.map((cut) => ({ ...cut, probability: Math.min(1, cut.probability / given), cut }));
  // What is taken for granted would pass any threshold. It is only shown together with what follows it.
  const first = given < 1 ? Math.min(threshold, lowerBars[0]) : threshold;
  for (const bar of [first, ...lowerBars.filter((lower) => lower < first)]) {
    const chosen = chooseCut(likely, { threshold: bar, shortest: SHORTEST_SUGGESTION });
    if (chosen) return chosen.cut;
  }
  const [shortest, ...others] = visible;
  const best = others.reduce((a, b) => (b.probability > a!.probability ? b : a), shortest);
  return best && best.probability >= LEAST_OF_SHORT ? best : undefined;
}

/** Adds a text unless it says the same as one that is there already, or the beginning or more of it. */
export function addChoice(choices: Cut[], cut: Cut | undefined): void {
  if (!cut || choices.some(({ text }) => text.startsWith(cut.text) || cut.text.startsWith(text))) return;
  choices.push(cut);
}
