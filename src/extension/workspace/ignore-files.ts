import * as vscode from 'vscode';
import { excludeGlob } from './globs.ts';
import { mapBounded } from './time-slices.ts';
import { pathInWorkspace } from './workspace-paths.ts';

const NAME = '.gitignore';
/** In one workspace folder. */
const MOST = 5000;
const LOOKS_AT_ONCE = 8;

/**
 * Finds the `.gitignore` files of a workspace folder. They are searched for by themselves: they count however many
 * other files there are, and even if the user's settings hide them.
 *
 * @param files - the files that they are needed for
 */
export async function ignoreFilesIn(
  folder: vscode.WorkspaceFolder,
  files: readonly vscode.Uri[],
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const [own, found] = await Promise.all([
    ignoreFile(folder.uri),
    vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, `**/${NAME}`),
      excludeGlob({}, []),
      MOST,
      token,
    ),
  ]);
  const isHidden = own.some((uri) => !found.some((other) => other.path === uri.path));
  return isHidden && !token.isCancellationRequested ? ignoreFilesAbove(files) : found;
}

/** Finds the `.gitignore` files of the folders that these files are in, up to the workspace folder. */
export async function ignoreFilesAbove(files: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const folders = new Map<string, vscode.Uri>();
  for (const file of files) {
    for (const folder of foldersAbove(file)) folders.set(folder.toString(), folder);
  }
  const { signal } = new AbortController();
  return (await mapBounded([...folders.values()], LOOKS_AT_ONCE, ignoreFile, signal)).flat();
}

function foldersAbove(uri: vscode.Uri): readonly vscode.Uri[] {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return [];
  const steps = pathInWorkspace(uri, folder.uri, undefined).split('/');
  return steps.map((_, depth) => vscode.Uri.joinPath(folder.uri, ...steps.slice(0, depth)));
}

async function ignoreFile(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const uri = vscode.Uri.joinPath(folder, NAME);
  try {
    await vscode.workspace.fs.stat(uri);
    return [uri];
  } catch {
    return [];
  }
}
