import * as vscode from 'vscode';
import type { Failure, FailureCode } from '../protocol/failure.ts';

/** What each failure means for the user, and what to do next. */
const messages: Readonly<Record<FailureCode, () => string>> = {
  cancelled: () => vscode.l10n.t('Cancelled.'),
  'worker-ended': () =>
    vscode.l10n.t(
      'Tacit’s background thread has ended. Reload the window to start it again. The log says why it ended.',
    ),
  internal: () =>
    vscode.l10n.t('Something went wrong inside Tacit. The log has the details for a bug report.'),
  'no-model': () =>
    vscode.l10n.t(
      'Tacit has not learned anything here yet. Wait for the training, or run “Tacit: Train on Workspace”.',
    ),
  forgotten: () =>
    vscode.l10n.t('What Tacit had learned is not used any more, because a file of it is to be forgotten.'),
  'model-unreadable': () =>
    vscode.l10n.t('The stored model cannot be read. Run “Tacit: Train on Workspace” to train again.'),
  'model-damaged': () =>
    vscode.l10n.t(
      'The stored model is damaged and will not be used. Run “Tacit: Train on Workspace” to train again.',
    ),
  'model-newer': () =>
    vscode.l10n.t(
      'The stored model is from a newer version of Tacit. Update Tacit, or run “Tacit: Train on Workspace”.',
    ),
  'memory-damaged': () =>
    vscode.l10n.t('The stored memory of this workspace cannot be used. Tacit reads the files again instead.'),
  'judge-damaged': () =>
    vscode.l10n.t('What Tacit has learned of what you take is damaged. It learns that anew.'),
  'nothing-to-learn': () =>
    vscode.l10n.t(
      'There is no text to learn from in this workspace: every file is binary, ignored, excluded or too large. Add files, or exclude fewer with tacit.train.exclude.',
    ),
  diverged: () =>
    vscode.l10n.t(
      'The training did not converge and was stopped. Choose another tacit.train.preset and train again.',
    ),
  'disk-full': () =>
    vscode.l10n.t(
      'The disk is full, so the model was not saved. Free some space. Until then, Tacit uses what it has learned.',
    ),
  'store-failed': () =>
    vscode.l10n.t(
      'The model could not be saved. Tacit uses it until the window closes. The log says what went wrong.',
    ),
  'out-of-memory': () =>
    vscode.l10n.t(
      'There is not enough memory to train. Choose the preset “fast” in tacit.train.preset and train again.',
    ),
  busy: () => vscode.l10n.t('Tacit is already learning. The status bar shows its progress.'),
  elsewhere: () =>
    vscode.l10n.t(
      'Another window is learning this workspace, and this one uses what it learns. Train there or close it.',
    ),
  'unknown-document': () =>
    vscode.l10n.t('Tacit has lost track of this document. Close it and open it again.'),
};

/** Describes a failure in the user's language, with a next step. */
export function describeFailure({ code, path }: Pick<Failure, 'code' | 'path'>): string {
  const message = messages[code]();
  return path === undefined ? message : `${message} (${path})`;
}

/**
 * Notifies the user of a failure in what they have just asked for. All others only go to the status bar and the log.
 */
export async function notifyFailure(failure: Pick<Failure, 'code' | 'path'>): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showWarningMessage(describeFailure(failure), showLog);
  if (chosen === showLog) await vscode.commands.executeCommand('tacit.showLog');
}
