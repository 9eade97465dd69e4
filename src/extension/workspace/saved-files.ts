import * as vscode from 'vscode';
import type { SavedFile } from '../../protocol/trainer-contract.ts';
import { diskFolders, isTooLarge } from './file-references.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** One save is often followed at once by another, from a formatter for example. */
const SETTLE_MILLISECONDS = 300;

/**
 * Reports each file of the workspace that was saved, when no other save has followed for a moment. A notebook's cells
 * are documents of their own, and the notebook is saved as one file.
 */
export class SavedFiles {
  readonly #files: WorkspaceFiles;
  readonly #report: (saved: SavedFile) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(files: WorkspaceFiles, report: (saved: SavedFile) => Promise<void>) {
    this.#files = files;
    this.#report = report;
    this.#subscriptions = [
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.#saved(document.uri, () => document.getText());
      }),
      vscode.workspace.onDidSaveNotebookDocument((notebook) => {
        if (isJupyter.test(notebook.uri.path)) this.#saved(notebook.uri, () => textOf(notebook));
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }

  /** @param read - returns the text. What was saved may have been closed since; it can be read all the same */
  #saved(uri: vscode.Uri, read: () => string): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    const report = async (): Promise<void> => {
      this.#waiting.delete(key);
      if (!(await this.#files.includes(uri))) return;
      const ignoreFiles = await this.#files.ignoreFilesAbove(uri);
      // The next listing will leave out a file that has become too large. Without a text it is forgotten at once.
      const text = isTooLarge(uri, await sizeOf(uri)) ? '' : read();
      const file = uri.scheme === 'file' ? { diskPath: uri.fsPath, folders: diskFolders() } : undefined;
      await this.#report({ path: this.#files.pathOf(uri), text, file, ignoreFiles });
    };
    this.#waiting.set(
      key,
      setTimeout(() => void report(), SETTLE_MILLISECONDS),
    );
  }
}

const isJupyter = /\.ipynb$/i;

/** A notebook file with nothing in it but the sources of the cells. The threads read no more of the one on the disk. */
function textOf(notebook: vscode.NotebookDocument): string {
  return JSON.stringify({
    cells: notebook.getCells().map(({ document }) => ({ source: document.getText() })),
  });
}

/** In bytes; 0 if it cannot be told. */
async function sizeOf(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return 0;
  }
}
