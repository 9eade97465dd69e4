import * as vscode from 'vscode';

/**
 * Appends text to a document as it comes. While one edit is on its way, what comes gathers for the next one. Ends
 * quietly when the document is closed.
 */
export class StreamIntoEditor {
  readonly #document: vscode.TextDocument;
  #waiting = '';
  #edit: Promise<void> | undefined;

  constructor(document: vscode.TextDocument) {
    this.#document = document;
  }

  append(text: string): void {
    this.#waiting += text;
    this.#edit ??= this.#flush();
  }

  /** Resolves when all that came is in the document. */
  async finished(): Promise<void> {
    await this.#edit;
  }

  async #flush(): Promise<void> {
    while (this.#waiting !== '' && !this.#document.isClosed) {
      const text = this.#waiting;
      this.#waiting = '';
      const edit = new vscode.WorkspaceEdit();
      const { end } = this.#document.lineAt(this.#document.lineCount - 1).range;
      edit.insert(this.#document.uri, end, text);
      await vscode.workspace.applyEdit(edit);
    }
    this.#edit = undefined;
  }
}
