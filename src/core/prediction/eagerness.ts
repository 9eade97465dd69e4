/** How readily something is shown: by name, or the least probability, 0 to 1, of being right. */
export type Eagerness = 'quiet' | 'balanced' | 'eager' | number;

/**
 * The least probabilities behind the names: about those at which a third, a half and two thirds of all that was shown was
 * right on the development workspaces (`npm run evaluate`).
 */
const thresholds = { quiet: 0.5, balanced: 0.28, eager: 0.1 } as const;

/** The least probability of a suggestion that is shown. */
export function thresholdOf(eagerness: Eagerness): number {
  return typeof eagerness === 'number' ? eagerness : thresholds[eagerness];
}
