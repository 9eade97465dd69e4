/** How readily something is shown: by name, or as the lowest probability, 0 to 1, of being right. */
export type Eagerness = 'calm' | 'balanced' | 'eager' | number;

/**
 * The lowest probabilities that the names stand for. In code of the development workspaces, about two thirds, a half
 * and a third of the suggestions shown were right with these, where rejected ones were not shown again. In prose,
 * fewer are right.
 */
const thresholds = { calm: 0.45, balanced: 0.22, eager: 0.06 } as const;

/** The lowest probability of a suggestion that is shown. */
export function thresholdOf(eagerness: Eagerness): number {
  return typeof eagerness === 'number' ? eagerness : thresholds[eagerness];
}
