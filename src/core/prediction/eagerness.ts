import { averagePace } from './gate/reading-time.ts';

/** How much a look may cost, by name, or the lowest probability, 0 to 1, of a text that is shown. */
export type Eagerness = 'calm' | 'balanced' | 'eager' | number;

/** What the names stand for: the seconds that a look costs, and the lowest probability of what is worth one. */
const gates = {
  calm: { look: 1.6 * averagePace.look, floor: 0.65 },
  balanced: { look: averagePace.look, floor: 0.4 },
  eager: { look: 0.4 * averagePace.look, floor: 0.25 },
} as const;

/** One who pauses looks at the text anyway. */
const AT_PAUSE = 0.5;

/** What the gate asks of a suggestion. */
export function gateOf(
  eagerness: Exclude<Eagerness, number>,
  isPause: boolean,
): { readonly look: number; readonly floor: number } {
  const { look, floor } = gates[eagerness];
  return isPause ? { look: AT_PAUSE * look, floor: AT_PAUSE * floor } : { look, floor };
}

/** The lowest probabilities of what is shown first to one who asks. */
const thresholds = { calm: 0.45, balanced: 0.22, eager: 0.06 } as const;

/** The lowest probability of a text that one who asks is shown before others. */
export function thresholdOf(eagerness: Eagerness): number {
  return typeof eagerness === 'number' ? eagerness : thresholds[eagerness];
}
