import * as vscode from 'vscode';
import { mapBounded } from './time-slices.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Files are often deleted many at a time, and a file that is replaced may seem deleted for a moment. */
const SETTLE_MILLISECONDS = 500;
const CHECKS_AT_ONCE = 8;

/** Reports the files and folders that have been deleted or renamed, in the editor or outside it. */
export class DeletedFiles {
  readonly #files: WorkspaceFiles;
  readonly #report: (paths: readonly string[]) => Promise<void>;
  readonly #waiting = new Map<string, vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** @param report - called with paths as in `SourceFile.path` */
  constructor(files: WorkspaceFiles, report: (paths: readonly string[]) => Promise<void>) {
    this.#files = files;
    this.#report = report;
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
    this.#timer ??= setTimeout(() => void this.#check(), SETTLE_MILLISECONDS);
  }

  async #check(): Promise<void> {
    this.#timer = undefined;
    const uris = [...this.#waiting.values()];
    this.#waiting.clear();
    const { signal } = this.#end;
    const isDeleted = await mapBounded(uris, CHECKS_AT_ONCE, async (uri) => !(await exists(uri)), signal);
    if (signal.aborted) return;
    const deleted = uris.filter((_, at) => isDeleted[at] === true).map((uri) => this.#files.pathOf(uri));
    if (deleted.length > 0) await this.#report(deleted);
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
