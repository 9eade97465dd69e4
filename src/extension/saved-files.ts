import * as vscode from 'vscode';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A save is often followed at once by another: formatters, "save all". */
const settleMilliseconds = 300;
const longestFile = 1024 * 1024;

/** Hands on each file of the workspace that was saved, once its saving has settled. */
export class SavedFiles {
  readonly #files: WorkspaceFiles;
  readonly #learn: (path: string, text: string) => Promise<void>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscription: vscode.Disposable;

  constructor(files: WorkspaceFiles, learn: (path: string, text: string) => Promise<void>) {
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
      if (document.isClosed || !(await this.#files.includes(document.uri))) return;
      const text = document.getText();
      if (text.length <= longestFile) await this.#learn(this.#files.pathOf(document.uri), text);
    };
    this.#waiting.set(
      uri,
      setTimeout(() => void learn(), settleMilliseconds),
    );
  }
}
