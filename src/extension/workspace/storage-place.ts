import * as vscode from 'vscode';
import type { Platform } from '../platform.ts';
import { globalFile } from './global-file.ts';
import { storageKey } from './storage-key.ts';
import type { StoragePlace } from './workspace-storage.ts';

const STORED_IN_KEY = 'storedIn';

/**
 * Returns where this window stores: in the editor's storage for the extension, in a folder of its own for each set of
 * workspace folders. The editor's storage for the workspace does not do, since a second window on the same folder has
 * another one. Undefined if there is no disk.
 */
export function storagePlace(
  context: vscode.ExtensionContext,
  { name, before }: WorkspaceNames,
): StoragePlace | undefined {
  const placeOf = (each: string): string | undefined => globalFile(context, 'workspaces', each);
  const folder = placeOf(name);
  if (folder === undefined) return undefined;
  return {
    folder,
    before: before === undefined ? undefined : placeOf(before),
    outdated: context.storageUri?.fsPath,
  };
}

/** The names that stand for a workspace in all that is stored. */
export interface WorkspaceNames {
  readonly name: string;
  /** The one that it had in this window before folders were added or removed. */
  readonly before: string | undefined;
}

/** Undefined if nothing is open. */
export function workspaceNames(
  { workspaceState }: Pick<vscode.ExtensionContext, 'workspaceState'>,
  { digest }: Pick<Platform, 'digest'>,
): WorkspaceNames | undefined {
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const key = storageKey(
    workspaceFolders.map(({ uri }) => uri.toString()),
    workspaceFile?.toString(),
  );
  if (key === undefined) return undefined;
  const name = digest(key);
  const before = workspaceState.get<string>(STORED_IN_KEY);
  if (before !== name) void workspaceState.update(STORED_IN_KEY, name);
  return { name, before: before === name ? undefined : before };
}
