/** How readily something is shown: by name, or the least probability, 0 to 1, of being right. */
export type Eagerness = 'quiet' | 'balanced' | 'eager' | number;

/**
 * The least probabilities behind the names: about those at which two thirds, a half and a third of all that was shown was
 * right in code of the development workspaces, what was typed past not being shown again. Of prose less is right.
 */
const thresholds = { quiet: 0.45, balanced: 0.22, eager: 0.06 } as const;

/** The least probability of a suggestion that is shown. */
export function thresholdOf(eagerness: Eagerness): number {
  return typeof eagerness === 'number' ? eagerness : thresholds[eagerness];
}
