import * as vscode from 'vscode';
import type { SuggestionStatistics } from '../statistics/suggestion-statistics.ts';
import type { LearningSession } from '../workspace/learning-session.ts';

/** What a caller passes who has already asked the user. */
const CONFIRMED = 'confirmed';

/** Erases all that Tacit keeps on this machine, after a question. */
export async function eraseEverything(
  learning: LearningSession,
  statistics: SuggestionStatistics,
  confirmation: unknown,
): Promise<void> {
  if (confirmation !== CONFIRMED && !(await isConfirmed())) return;
  await learning.erase(() => statistics.erase());
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Tacit has erased everything. It learns this workspace only if you run “Tacit: Train on Workspace”.',
    ),
  );
}

async function isConfirmed(): Promise<boolean> {
  const erase = vscode.l10n.t('Erase Everything');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Erase everything that Tacit has learned on this machine?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The networks and memories of all workspaces, what Tacit has learned of what you take, the statistics and the lists of files to forget are removed. Other windows that are open store theirs again: close them first.',
      ),
    },
    erase,
  );
  return chosen === erase;
}
