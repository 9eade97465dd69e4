import * as vscode from 'vscode';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import { type LocatedFile, referToFiles } from './file-references.ts';
import { excludeGlob, literalGlob } from './globs.ts';
import type { Log } from '../log.ts';
import { mapInSlices } from './time-slices.ts';
import { readSetting } from '../manifest/user-settings.ts';
import { distinctNames, pathInWorkspace } from './workspace-paths.ts';

/** More than any training has time to read. Finding more would take the extension host's thread too long. */
const MOST_FILES = 10_000;

/** The files of all workspace folders, as VS Code's search finds them. */
export class WorkspaceFiles {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Lists every file to learn from, and the `.gitignore` files that apply. May end early when the signal is aborted.
   */
  async list(signal: AbortSignal): Promise<readonly FileReference[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const uris: vscode.Uri[] = [];
    for (const folder of folders) {
      uris.push(
        ...(await this.#find(folder, MOST_FILES - uris.length, signal)),
        ...(await ignoreFile(folder.uri)),
      );
      if (uris.length >= MOST_FILES) {
        this.#log.warn(
          `Only the first ${MOST_FILES} files that were found are used. Exclude folders with tacit.train.exclude.`,
        );
        break;
      }
    }
    // One folder may be inside another, and every .gitignore is found twice.
    const files = new Map<string, LocatedFile>();
    await mapInSlices(uris, (uri) => files.set(uri.toString(), { uri, path: this.pathOf(uri) }), signal);
    const references = await referToFiles([...files.values()], this.#log, signal);
    this.#log.info(`Found ${references.length} files in ${folders.length} folders.`);
    return references;
  }

  /**
   * Returns a path as in `SourceFile.path`. For a file outside the workspace, it is only the file's name. A cell of a
   * notebook has the notebook's path.
   */
  pathOf(document: vscode.Uri): string {
    const uri = document.scheme === 'vscode-notebook-cell' ? notebookOf(document) : document;
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const folders = vscode.workspace.workspaceFolders ?? [];
    const names = folders.length > 1 ? distinctNames(folders.map(({ name }) => name)) : [];
    return pathInWorkspace(uri, folder.uri, names[folder.index]);
  }

  /**
   * Resolves to whether this file is in the workspace and not excluded. The threads apply `.gitignore` and other rules.
   */
  async includes(uri: vscode.Uri): Promise<boolean> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return false;
    const pattern = literalGlob(pathInWorkspace(uri, folder.uri, undefined));
    const include = new vscode.RelativePattern(folder, pattern);
    return (await vscode.workspace.findFiles(include, exclusion(folder), 1)).length > 0;
  }

  /** Finds the `.gitignore` files of the folders that this file is in, up to the workspace folder. */
  async ignoreFilesAbove(uri: vscode.Uri): Promise<readonly FileReference[]> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return [];
    const steps = pathInWorkspace(uri, folder.uri, undefined).split('/');
    const above = steps.map((_, depth) => vscode.Uri.joinPath(folder.uri, ...steps.slice(0, depth)));
    const found = (await Promise.all(above.map(ignoreFile))).flat();
    const files = found.map((file) => ({ uri: file, path: this.pathOf(file) }));
    return referToFiles(files, this.#log, new AbortController().signal);
  }

  async #find(folder: vscode.WorkspaceFolder, atMost: number, signal: AbortSignal): Promise<vscode.Uri[]> {
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      cancellation.cancel();
    };
    signal.addEventListener('abort', cancel);
    try {
      const include = new vscode.RelativePattern(folder, '**/*');
      return await vscode.workspace.findFiles(include, exclusion(folder), atMost, cancellation.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }
}

/**
 * The notebook that a cell is in. The cell's URI does not say it: its scheme is another and, on a remote machine, its
 * authority too.
 */
function notebookOf(cell: vscode.Uri): vscode.Uri {
  const uri = cell.toString();
  const isHere = ({ document }: vscode.NotebookCell): boolean => document.uri.toString() === uri;
  return vscode.workspace.notebookDocuments.find((notebook) => notebook.getCells().some(isHere))?.uri ?? cell;
}

/** Finds the folder's own `.gitignore`, which applies even if the user's settings hide it from the search. */
async function ignoreFile(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const uri = vscode.Uri.joinPath(folder, '.gitignore');
  try {
    await vscode.workspace.fs.stat(uri);
    return [uri];
  } catch {
    return [];
  }
}

function exclusion(folder: vscode.WorkspaceFolder): string {
  const search = vscode.workspace.getConfiguration('search', folder.uri);
  return excludeGlob(
    search.get<Record<string, unknown>>('exclude', {}),
    readSetting('train.exclude', folder.uri),
  );
}
