import * as vscode from 'vscode';
import { mapBounded } from './time-slices.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Deleting goes by many at once, and what is replaced may seem deleted for a moment. */
const SETTLE_MILLISECONDS = 500;
const LOOKS_AT_ONCE = 8;

/** Hands on the paths of files and folders that are gone from the workspace, whoever deleted or renamed them. */
export class DeletedFiles {
  readonly #files: WorkspaceFiles;
  readonly #forget: (paths: readonly string[]) => Promise<void>;
  readonly #waiting = new Map<string, vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(files: WorkspaceFiles, forget: (paths: readonly string[]) => Promise<void>) {
    this.#files = files;
    this.#forget = forget;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
    const note = (uri: vscode.Uri): void => {
      this.#note(uri);
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidDelete(note),
      vscode.workspace.onDidDeleteFiles(({ files: uris }) => {
        uris.forEach(note);
      }),
      vscode.workspace.onDidRenameFiles(({ files: renamed }) => {
        for (const { oldUri } of renamed) note(oldUri);
      }),
    ];
  }

  dispose(): void {
    this.#end.abort();
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #note(uri: vscode.Uri): void {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    this.#waiting.set(uri.toString(), uri);
    this.#timer ??= setTimeout(() => void this.#look(), SETTLE_MILLISECONDS);
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    const uris = [...this.#waiting.values()];
    this.#waiting.clear();
    const { signal } = this.#end;
    const isGone = await mapBounded(uris, LOOKS_AT_ONCE, async (uri) => !(await exists(uri)), signal);
    if (signal.aborted) return;
    const gone = uris.filter((_, at) => isGone[at] === true).map((uri) => this.#files.pathOf(uri));
    if (gone.length > 0) await this.#forget(gone);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
