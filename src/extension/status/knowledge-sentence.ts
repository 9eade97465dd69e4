import { l10n } from 'vscode';
import type { TacitState } from '../api.ts';

/** Whether there is anything to suggest from. */
export function knowsAnything({ hasModel, memory }: TacitState): boolean {
  return hasModel || (memory?.files ?? 0) > 0;
}

/** Says what Tacit suggests from while no training is under way, and why it knows no more. */
export function knowledgeSentence(state: TacitState): string {
  const { activity, hasModel, model } = state;
  if (activity === 'elsewhere') {
    return l10n.t(
      'Another window has this workspace open and does the training. This window uses what is stored there.',
    );
  }
  if (activity === 'erased') {
    return l10n.t(
      'You erased everything. Tacit learns this workspace only if you run “Tacit: Train on Workspace”.',
    );
  }
  const knowledge = knowsAnything(state);
  if (activity === 'stopped') {
    if (hasModel) return l10n.t('You stopped the training. Tacit suggests from what it has learned so far.');
    return knowledge
      ? l10n.t('You stopped the training. Tacit suggests from what it remembers of the files here.')
      : l10n.t('You stopped the training before Tacit had learned anything, so it makes no suggestions.');
  }
  if (hasModel && model?.finished === true) {
    return l10n.t('Tacit has learned this workspace and makes suggestions as you type.');
  }
  if (activity === 'starting') return startingSentence(hasModel, knowledge);
  if (hasModel)
    return l10n.t('The training is not finished. Tacit suggests from what it has learned so far.');
  return knowledge
    ? l10n.t('Tacit suggests from what it remembers of the files here. Its network is not trained.')
    : l10n.t('Tacit has not learned anything here yet, so it makes no suggestions.');
}

function startingSentence(hasModel: boolean, knowledge: boolean): string {
  if (hasModel) {
    return l10n.t(
      'The training is not finished. Tacit suggests from what it has learned so far, and trains only once the window is quiet.',
    );
  }
  return knowledge
    ? l10n.t(
        'Tacit suggests from what it remembers of the files here, and trains only once the window is quiet.',
      )
    : l10n.t('Tacit is starting, and trains only once the window is quiet.');
}
