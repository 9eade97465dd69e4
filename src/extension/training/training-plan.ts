import type { PresetName } from '../../core/training/training-options.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';

export type Plan =
  | 'start-over'
  | 'continue' // with the run that the stored model was left in
  | 'rest';

/** What is kept of earlier windows on the same workspace. */
export interface EarlierRuns {
  /** The user's last word was to stop. */
  readonly stoppedByUser: boolean;
  /** What the last run was started with. */
  readonly preset: PresetName | undefined;
}

export type ChoosePlan = (model: ModelSummary | undefined, earlier: EarlierRuns, preset: PresetName) => Plan;

/** What to do by itself, once the stored model is known, given that the user lets Tacit learn by itself. */
export function planAtStart(model: ModelSummary | undefined, earlier: EarlierRuns, preset: PresetName): Plan {
  if (earlier.stoppedByUser || model?.finished === true) return 'rest';
  return planOnCommand(model, earlier, preset);
}

/** What to do when the user asks to train: a finished model is trained anew, an unfinished run goes on. */
export function planOnCommand(
  model: ModelSummary | undefined,
  earlier: EarlierRuns,
  preset: PresetName,
): Exclude<Plan, 'rest'> {
  const isUnfinished = model?.finished === false;
  return isUnfinished && (earlier.preset ?? preset) === preset ? 'continue' : 'start-over';
}
