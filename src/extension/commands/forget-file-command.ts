import * as vscode from 'vscode';
import type { FileMemory } from '../suggestions/file-memory.ts';
import type { ForgettingSession } from '../workspace/forgetting-session.ts';
import { openFiles } from '../workspace/recent-files.ts';
import type { WorkspaceFiles } from '../workspace/workspace-files.ts';

/** What the command asks and changes. */
interface ForgettingTargets {
  readonly forgetting: ForgettingSession;
  readonly memory: FileMemory;
  readonly files: WorkspaceFiles;
}

type FileItem = vscode.QuickPickItem & { readonly uri: string };

/**
 * Lets the user choose the files from which nothing may be known. Those that were chosen earlier are shown as such, and
 * can be taken back.
 *
 * @param file - forgotten without a question, because the user has already pointed to it
 */
export async function forgetFiles(targets: ForgettingTargets, file: unknown): Promise<void> {
  const { forgetting } = targets;
  if (file instanceof vscode.Uri && isInWorkspace(file)) {
    await forgetting.replace([...forgetting.uris, file.toString()]);
    return;
  }
  const { activeNotebookEditor, activeTextEditor } = vscode.window;
  const active = activeNotebookEditor?.notebook.uri ?? activeTextEditor?.document.uri;
  const items = await itemsFor(targets, active);
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Files That Tacit Forgets'),
    placeHolder:
      active === undefined || isInWorkspace(active)
        ? vscode.l10n.t('Tacit knows nothing of the chosen files until you take them back here')
        : vscode.l10n.t(
            'The open file is not in the workspace, so nothing of it is kept. Choose others here.',
          ),
  });
  if (chosen === undefined) return;
  const before = new Set(forgetting.uris);
  const hasMore = chosen.some(({ uri }) => !before.has(uri));
  await forgetting.replace(chosen.map(({ uri }) => uri));
  if (hasMore) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Tacit has forgotten these files. A network that had learned from them was removed.'),
    );
  }
}

/** The chosen files first, then the others that are remembered or open. */
async function itemsFor(
  { forgetting, memory, files }: ForgettingTargets,
  active: vscode.Uri | undefined,
): Promise<readonly FileItem[]> {
  const remembered = (await memory.paths()).map((path) => files.uriOf(path));
  const open = openFiles().filter(isInWorkspace);
  const picked = new Set([
    ...forgetting.uris,
    ...(active && isInWorkspace(active) ? [active.toString()] : []),
  ]);
  const others = [...open, ...remembered].filter((uri) => uri !== undefined).map((uri) => uri.toString());
  return [...new Set([...picked, ...others])].map((uri) => {
    const { path } = vscode.Uri.parse(uri);
    return {
      uri,
      label: path.slice(path.lastIndexOf('/') + 1),
      description: files.pathOf(vscode.Uri.parse(uri)),
      picked: picked.has(uri),
    };
  });
}

function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
