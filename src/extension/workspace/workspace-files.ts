import * as vscode from 'vscode';
import type { ChangedFiles } from '../../protocol/predictor-contract.ts';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import { type LocatedFile, referToFiles } from './file-references.ts';
import { excludeGlob, globsWithin, literalGlob } from './globs.ts';
import type { Log } from '../log.ts';
import { mapBounded, mapInSlices } from './time-slices.ts';
import { readSetting } from '../manifest/user-settings.ts';
import { distinctNames, pathInWorkspace } from './workspace-paths.ts';

/** More than any training has time to read. Finding more would take the extension host's thread too long. */
const MOST_FILES = 10_000;
/** If more files than this have changed, it is quicker to list them all. */
const MOST_WITHIN = 2000;
/** In characters. A glob is an argument of a program, and Windows has room for 32,767 characters of them. */
const LONGEST_GLOB = 16_000;
const LOOKS_AT_ONCE = 8;

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
        ...(await this.#find(folder, '**/*', MOST_FILES - uris.length, signal)),
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

  /** Returns a path as in `SourceFile.path`. For a file outside the workspace, it is only the file's name. */
  pathOf(uri: vscode.Uri): string {
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

  /**
   * Finds the files among and within these files and folders that are in the workspace and not excluded. Resolves to
   * undefined if there are too many.
   */
  async within(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<readonly vscode.Uri[] | undefined> {
    const found: vscode.Uri[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const inside = uris.filter((uri) => vscode.workspace.getWorkspaceFolder(uri)?.index === folder.index);
      const paths = inside.map((uri) => pathInWorkspace(uri, folder.uri, undefined));
      for (const glob of globsWithin(paths, LONGEST_GLOB)) {
        const room = MOST_WITHIN - found.length;
        found.push(...(await this.#find(folder, glob, room + 1, signal)));
        if (found.length > MOST_WITHIN) return undefined;
      }
    }
    return found;
  }

  /** Returns references to these files and to the `.gitignore` files that apply to them. */
  async refer(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<ChangedFiles> {
    const folders = new Map<string, vscode.Uri>();
    for (const uri of uris)
      for (const folder of this.#foldersAbove(uri)) folders.set(folder.toString(), folder);
    const ignoreFiles = await mapBounded([...folders.values()], LOOKS_AT_ONCE, ignoreFile, signal);
    return {
      files: await this.#refer(uris, signal),
      ignoreFiles: await this.#refer(ignoreFiles.flat(), signal),
    };
  }

  /** Finds the `.gitignore` files of the folders that this file is in, up to the workspace folder. */
  async ignoreFilesAbove(uri: vscode.Uri): Promise<readonly FileReference[]> {
    const found = await Promise.all(this.#foldersAbove(uri).map(ignoreFile));
    return this.#refer(found.flat(), new AbortController().signal);
  }

  #foldersAbove(uri: vscode.Uri): vscode.Uri[] {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return [];
    const steps = pathInWorkspace(uri, folder.uri, undefined).split('/');
    return steps.map((_, depth) => vscode.Uri.joinPath(folder.uri, ...steps.slice(0, depth)));
  }

  #refer(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<FileReference[]> {
    const files = uris.map((uri) => ({ uri, path: this.pathOf(uri) }));
    return referToFiles(files, this.#log, signal);
  }

  async #find(
    folder: vscode.WorkspaceFolder,
    glob: string,
    atMost: number,
    signal: AbortSignal,
  ): Promise<vscode.Uri[]> {
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      cancellation.cancel();
    };
    signal.addEventListener('abort', cancel);
    try {
      const include = new vscode.RelativePattern(folder, glob);
      return await vscode.workspace.findFiles(include, exclusion(folder), atMost, cancellation.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }
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
