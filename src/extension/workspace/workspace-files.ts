import * as vscode from 'vscode';
import type { ChangedFiles } from '../../protocol/predictor-contract.ts';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import { readSetting } from '../manifest/user-settings.ts';
import { chooseFiles } from './choose-files.ts';
import { referToFiles } from './file-references.ts';
import { excludeGlob, globsWithin, literalGlob } from './globs.ts';
import { ignoreFilesAbove, ignoreFilesIn } from './ignore-files.ts';
import { openFiles } from './recent-files.ts';
import { mapInSlices } from './time-slices.ts';
import { distinctNames, pathInWorkspace } from './workspace-paths.ts';

/** More than any training has time to read. Finding more would take the extension host's thread too long. */
const MOST_FILES = 10_000;
/** If more files than this have changed, it is quicker to list them all. */
const MOST_WITHIN = 2000;
/** In characters. A glob is an argument of a program, and Windows has room for 32,767 characters of them. */
const LONGEST_GLOB = 16_000;

/** What is known of some files before they are listed. */
interface KnownFiles {
  /** Returns the files that the user has lately worked on, the latest first. */
  recent(): readonly vscode.Uri[];
  /** Returns the URIs of files from which nothing may be learned. */
  forgotten(): readonly string[];
}

/** The files of all workspace folders, as VS Code's search finds them. */
export class WorkspaceFiles {
  readonly #log: Log;
  readonly #known: KnownFiles;

  constructor(log: Log, known: KnownFiles) {
    this.#log = log;
    this.#known = known;
  }

  /**
   * Lists every file to learn from, and the `.gitignore` files that apply. May end early when the signal is aborted.
   */
  async list(signal: AbortSignal): Promise<readonly FileReference[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = new Map<string, vscode.Uri>();
    const noted = (uris: readonly vscode.Uri[]): readonly string[] =>
      uris.map((uri) => {
        const name = uri.toString();
        found.set(name, uri);
        return name;
      });
    const roots = new Map(folders.map((folder) => [folder.uri.toString(), folder]));
    const { files, isCut } = await chooseFiles({
      roots: [...roots.keys()],
      most: MOST_FILES,
      find: async (root, within, atMost) => {
        const folder = roots.get(root);
        if (folder === undefined || signal.aborted) return [];
        const paths = within.map((uri) => pathInWorkspace(vscode.Uri.parse(uri), folder.uri, undefined));
        const globs = within.includes(root) ? ['**/*'] : globsWithin(paths, LONGEST_GLOB);
        return noted((await mapFlat(globs, (glob) => find(folder, glob, atMost, signal))).slice(0, atMost));
      },
      worked: async () => noted(await this.#worked(signal)),
    });
    if (isCut) {
      this.#log.warn(
        `Only ${MOST_FILES} of the files that were found are used: open and recent ones, and those near them, come ` +
          'first. Exclude folders with tacit.train.exclude.',
      );
    }
    const forgotten = new Set(this.#known.forgotten());
    const chosen = files
      .filter((name) => !forgotten.has(name))
      .map((name) => found.get(name))
      .filter((uri) => uri !== undefined);
    const ignoreFiles = await mapFlat(folders, (folder) =>
      withToken(signal, (token) => ignoreFilesIn(folder, chosen, token)),
    );
    const references = await this.#refer([...chosen, ...ignoreFiles], signal);
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

  /** The inverse of `pathOf` for files in the workspace. */
  uriOf(path: string): vscode.Uri | undefined {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const names = folders.length > 1 ? distinctNames(folders.map(({ name }) => name)) : [];
    const found = folders.find(({ index }) => path.startsWith(prefixOf(names[index])));
    return found && vscode.Uri.joinPath(found.uri, path.slice(prefixOf(names[found.index]).length));
  }

  /**
   * Resolves to whether this file is in the workspace and not excluded. The threads apply `.gitignore` and other rules.
   */
  async includes(uri: vscode.Uri): Promise<boolean> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined || this.#known.forgotten().includes(uri.toString())) return false;
    const glob = literalGlob(pathInWorkspace(uri, folder.uri, undefined));
    return (await find(folder, glob, 1, new AbortController().signal)).length > 0;
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
        found.push(...(await find(folder, glob, MOST_WITHIN - found.length + 1, signal)));
        if (found.length > MOST_WITHIN) return undefined;
      }
    }
    const forgotten = new Set(this.#known.forgotten());
    return found.filter((uri) => !forgotten.has(uri.toString()));
  }

  /** Returns references to these files and to the `.gitignore` files that apply to them. */
  async refer(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<ChangedFiles> {
    const ignoreFiles = await ignoreFilesAbove(uris);
    return { files: await this.#refer(uris, signal), ignoreFiles: await this.#refer(ignoreFiles, signal) };
  }

  /** Finds the `.gitignore` files of the folders that this file is in, up to the workspace folder. */
  async ignoreFilesAbove(uri: vscode.Uri): Promise<readonly FileReference[]> {
    return this.#refer(await ignoreFilesAbove([uri]), new AbortController().signal);
  }

  async #refer(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<FileReference[]> {
    // One folder may be inside another, and a .gitignore is found twice.
    const distinct = new Map(uris.map((uri) => [uri.toString(), uri]));
    const files = await mapInSlices(
      [...distinct.values()],
      (uri) => ({ uri, path: this.pathOf(uri) }),
      signal,
    );
    return referToFiles(files, this.#log, signal);
  }

  /** Finds the files that are open or were lately used, those that matter most first. */
  async #worked(signal: AbortSignal): Promise<readonly vscode.Uri[]> {
    const used = new Map([...openFiles(), ...this.#known.recent()].map((uri) => [uri.toString(), uri]));
    const found = await this.within([...used.values()].slice(0, MOST_WITHIN), signal);
    const present = new Set(found?.map((uri) => uri.toString()));
    return [...used].filter(([name]) => present.has(name)).map(([, uri]) => uri);
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

function prefixOf(folderName: string | undefined): string {
  return folderName === undefined ? '' : `${folderName}/`;
}

function find(
  folder: vscode.WorkspaceFolder,
  glob: string,
  atMost: number,
  signal: AbortSignal,
): Promise<readonly vscode.Uri[]> {
  const include = new vscode.RelativePattern(folder, glob);
  return withToken(signal, (token) => vscode.workspace.findFiles(include, exclusion(folder), atMost, token));
}

/** Does work that is cancelled when the signal is aborted. */
async function withToken<Result>(
  signal: AbortSignal,
  work: (token: vscode.CancellationToken) => Thenable<Result>,
): Promise<Result> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => {
    cancellation.cancel();
  };
  signal.addEventListener('abort', cancel);
  try {
    return await work(cancellation.token);
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

/** Maps one item after the other. */
async function mapFlat<From, To>(
  items: readonly From[],
  map: (item: From) => Promise<readonly To[]>,
): Promise<To[]> {
  const mapped: To[] = [];
  for (const item of items) mapped.push(...(await map(item)));
  return mapped;
}

function exclusion(folder: vscode.WorkspaceFolder): string {
  const search = vscode.workspace.getConfiguration('search', folder.uri);
  return excludeGlob(
    search.get<Record<string, unknown>>('exclude', {}),
    readSetting('train.exclude', folder.uri),
  );
}
