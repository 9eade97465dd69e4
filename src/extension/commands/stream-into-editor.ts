import * as vscode from 'vscode';

/**
 * Appends text to a document as it arrives. Text that arrives while an edit is being applied waits for the next edit.
 * If the document is closed, the rest is dropped.
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

  /** Resolves when all text that has arrived is in the document. */
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
