/**
 * Returns what tells apart the workspaces for which something is stored: the set of their folders, however they were
 * opened. So two windows on the same folders share one key, and it does not matter whether one of them was opened by a
 * workspace file. Returns undefined if nothing is open.
 *
 * @param folders - URIs
 * @param workspaceFile - the URI of the workspace file, which identifies a workspace without folders
 */
export function storageKey(
  folders: readonly string[],
  workspaceFile: string | undefined,
): string | undefined {
  if (folders.length === 0) return workspaceFile;
  // A URI has no line break.
  return [...new Set(folders)].sort().join('\n');
}
