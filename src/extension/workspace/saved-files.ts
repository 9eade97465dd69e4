import * as vscode from 'vscode';
import type { SavedFile } from '../../protocol/trainer-contract.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** One save is often followed at once by another, from a formatter for example. */
const SETTLE_MILLISECONDS = 300;
/** In characters. */
const LONGEST_FILE = 1024 * 1024;

/** Reports each file of the workspace that was saved, when no other save has followed for a moment. */
export class SavedFiles {
  readonly #files: WorkspaceFiles;
  readonly #report: (saved: SavedFile) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscription: vscode.Disposable;

  constructor(files: WorkspaceFiles, report: (saved: SavedFile) => Promise<void>) {
    this.#files = files;
    this.#report = report;
    this.#subscription = vscode.workspace.onDidSaveTextDocument((document) => {
      this.#saved(document);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }

  #saved(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    clearTimeout(this.#waiting.get(uri));
    const report = async (): Promise<void> => {
      this.#waiting.delete(uri);
      // The document may have been closed right after the save. Its text can still be read.
      if (!(await this.#files.includes(document.uri))) return;
      const ignoreFiles = await this.#files.ignoreFilesAbove(document.uri);
      const text = document.getText();
      if (text.length > LONGEST_FILE) return;
      await this.#report({ path: this.#files.pathOf(document.uri), text, ignoreFiles });
    };
    this.#waiting.set(
      uri,
      setTimeout(() => void report(), SETTLE_MILLISECONDS),
    );
  }
}
