import * as vscode from 'vscode';

/** The path of a file or folder in the editor's storage for the extension. Undefined if there is no disk. */
export function globalFile(
  { globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
  ...names: readonly string[]
): string | undefined {
  if (globalStorageUri.scheme !== 'file') return undefined;
  return vscode.Uri.joinPath(globalStorageUri, ...names).fsPath;
}
