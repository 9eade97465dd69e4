import * as vscode from 'vscode';
import { DisposableList } from '../disposables.ts';
import { onDidChangeSetting } from '../manifest/user-settings.ts';
import type { Log } from '../log.ts';
import { FileChanges } from './file-changes.ts';
import { onDidChangeEncodings } from './file-encodings.ts';
import { onDidChangeExclusion } from './kept-exclusion.ts';
import type { LearningSession } from './learning-session.ts';
import { SavedFiles } from './saved-files.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Subscribes learning to what happens in the editor: trust, folders and settings that change, and changed files. */
export function listenForLearning(
  learning: LearningSession,
  files: WorkspaceFiles,
  log: Log,
): DisposableList {
  const { workspace } = vscode;
  const subscriptions = new DisposableList();
  subscriptions.add(workspace.onDidGrantWorkspaceTrust(() => void learning.begin()));
  subscriptions.add(
    workspace.onDidChangeWorkspaceFolders(({ added }) => {
      learning.foldersChanged(added.length > 0);
    }),
  );
  subscriptions.add(
    onDidChangeSetting('train.auto', () => {
      learning.autoChanged();
    }),
  );
  subscriptions.add(
    onDidChangeSetting('train.cpu', () => {
      learning.shareChanged();
    }),
  );
  subscriptions.add(
    onDidChangeSetting('secrets.allow', () => {
      learning.allowedSecretsChanged();
    }),
  );
  subscriptions.add(
    onDidChangeEncodings(() => {
      learning.encodingsChanged();
    }),
  );
  subscriptions.add(
    onDidChangeExclusion(() => {
      learning.exclusionChanged();
    }),
  );
  subscriptions.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) learning.focused();
    }),
  );
  subscriptions.add(new SavedFiles(files, (saved) => learning.saved(saved)));
  subscriptions.add(new FileChanges(files, learning, log));
  return subscriptions;
}
