import * as vscode from 'vscode';
import type { Failure, FailureCode } from '../protocol/failure.ts';

/** What each failure means to the user, and what to do next. */
const messages: Readonly<Record<FailureCode, () => string>> = {
  cancelled: () => vscode.l10n.t('Cancelled.'),
  'worker-ended': () =>
    vscode.l10n.t(
      'The background thread of Tacit has ended. Reload the window to start it again; the log says why.',
    ),
  internal: () => vscode.l10n.t('Something in Tacit is broken. The log has the details for a report.'),
  'no-model': () =>
    vscode.l10n.t(
      'Tacit has learned nothing here yet. Wait for the training that the status bar shows, or run “Tacit: Train on Workspace”.',
    ),
  'model-unreadable': () =>
    vscode.l10n.t('The stored model cannot be read. Run “Tacit: Train on Workspace” to learn anew.'),
  'model-damaged': () =>
    vscode.l10n.t(
      'The stored model is damaged and is not used. Run “Tacit: Train on Workspace” to learn anew.',
    ),
  'model-newer': () =>
    vscode.l10n.t(
      'The stored model comes from a later version of Tacit. Update Tacit, or run “Tacit: Train on Workspace” to learn anew.',
    ),
  'memory-damaged': () =>
    vscode.l10n.t('The stored memory of the workspace cannot be used. Tacit reads the files again instead.'),
  'nothing-to-learn': () =>
    vscode.l10n.t(
      'There is no text to learn from in this workspace: each file is binary, ignored, excluded or too large. Add files, or loosen tacit.train.exclude.',
    ),
  diverged: () =>
    vscode.l10n.t(
      'The training went astray and was ended. Choose another tacit.train.preset and train again.',
    ),
  'disk-full': () =>
    vscode.l10n.t(
      'The disk is full, so the model was not stored. Free some space; what was learned serves until then.',
    ),
  'store-failed': () =>
    vscode.l10n.t(
      'The model could not be stored. It serves until the window closes; the log says what went wrong.',
    ),
  'out-of-memory': () =>
    vscode.l10n.t(
      'There is not enough memory to train. Choose the preset “fast” in tacit.train.preset and train again.',
    ),
  busy: () => vscode.l10n.t('Tacit is learning already. The status bar shows how far it is.'),
  elsewhere: () =>
    vscode.l10n.t(
      'Another window learns in this workspace. This one uses what it learns; train there, or close it.',
    ),
  'unknown-document': () =>
    vscode.l10n.t('Tacit has lost sight of this document. Close it and open it again.'),
};

/** A failure in the user's language, with a next step. */
export function describeFailure({ code, path }: Pick<Failure, 'code' | 'path'>): string {
  const message = messages[code]();
  return path === undefined ? message : `${message} (${path})`;
}

/** Tells of a failure in what the user has just asked for; all others go to the status bar and the log alone. */
export async function notifyFailure(failure: Pick<Failure, 'code' | 'path'>): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showWarningMessage(describeFailure(failure), showLog);
  if (chosen === showLog) await vscode.commands.executeCommand('tacit.showLog');
}
