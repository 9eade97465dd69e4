import type { PresetName } from '../../core/training/training-options.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';

export type Plan =
  | 'start-over'
  | 'continue' // the unfinished run of the stored model
  | 'rest';

/** What is kept about earlier runs in the same workspace. */
export interface EarlierRuns {
  /** Whether the user has stopped training and has not started it again. */
  readonly stoppedByUser: boolean;
  /** The preset that the last run was started with. */
  readonly preset: PresetName | undefined;
}

export type ChoosePlan = (model: ModelSummary | undefined, earlier: EarlierRuns, preset: PresetName) => Plan;

/** Decides what to do at the start of a window, given that the user lets Tacit learn automatically. */
export function planAtStart(model: ModelSummary | undefined, earlier: EarlierRuns, preset: PresetName): Plan {
  if (earlier.stoppedByUser || model?.finished === true) return 'rest';
  return planOnCommand(model, earlier, preset);
}

/** Decides what to do when the user asks to train: a finished model is trained again, an unfinished run continues. */
export function planOnCommand(
  model: ModelSummary | undefined,
  earlier: EarlierRuns,
  preset: PresetName,
): Exclude<Plan, 'rest'> {
  const isUnfinished = model?.finished === false;
  return isUnfinished && (earlier.preset ?? preset) === preset ? 'continue' : 'start-over';
}
