import * as vscode from 'vscode';

/** The path of a file that is kept for all workspaces. Undefined if there is no disk. */
export function globalFile(
  { globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
  name: string,
): string | undefined {
  if (globalStorageUri.scheme !== 'file') return undefined;
  return vscode.Uri.joinPath(globalStorageUri, name).fsPath;
}
