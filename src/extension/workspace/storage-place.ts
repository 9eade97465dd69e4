import * as vscode from 'vscode';
import type { Platform } from '../platform.ts';
import { globalFile } from './global-file.ts';
import { storageKey } from './storage-key.ts';
import type { StoragePlace } from './workspace-storage.ts';

const STORED_IN_KEY = 'storedIn';

/**
 * Returns where this window stores: in the editor's storage for the extension, in a folder of its own for each set of
 * workspace folders. The editor's storage for the workspace does not do, since a second window on the same folder has
 * another one. Undefined if nothing is open or there is no disk.
 */
export function storagePlace(
  context: vscode.ExtensionContext,
  { digest }: Pick<Platform, 'digest'>,
): StoragePlace | undefined {
  const { storageUri, workspaceState } = context;
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const key = storageKey(
    workspaceFolders.map(({ uri }) => uri.toString()),
    workspaceFile?.toString(),
  );
  if (key === undefined) return undefined;
  const placeOf = (name: string): string | undefined => globalFile(context, 'workspaces', name);
  const name = digest(key);
  const folder = placeOf(name);
  if (folder === undefined) return undefined;
  const before = workspaceState.get<string>(STORED_IN_KEY);
  if (before !== name) void workspaceState.update(STORED_IN_KEY, name);
  return {
    folder,
    before: before === undefined || before === name ? undefined : placeOf(before),
    outdated: storageUri?.fsPath,
  };
}
