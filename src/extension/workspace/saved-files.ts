import * as vscode from 'vscode';
import type { SavedFile } from '../../protocol/trainer-contract.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A save is often followed at once by another: formatters, "save all". */
const SETTLE_MILLISECONDS = 300;
const LONGEST_FILE = 1024 * 1024;

/** Hands on each file of the workspace that was saved, once its saving has settled. */
export class SavedFiles {
  readonly #files: WorkspaceFiles;
  readonly #learn: (saved: SavedFile) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscription: vscode.Disposable;

  constructor(files: WorkspaceFiles, learn: (saved: SavedFile) => Promise<void>) {
    this.#files = files;
    this.#learn = learn;
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
    const learn = async (): Promise<void> => {
      this.#waiting.delete(uri);
      // Many a document is saved and closed in one; its text can still be read then.
      if (!(await this.#files.includes(document.uri))) return;
      const ignoreFiles = await this.#files.ignoreFilesAbove(document.uri);
      const text = document.getText();
      if (text.length > LONGEST_FILE) return;
      await this.#learn({ path: this.#files.pathOf(document.uri), text, ignoreFiles });
    };
    this.#waiting.set(
      uri,
      setTimeout(() => void learn(), SETTLE_MILLISECONDS),
    );
  }
}
