import * as vscode from 'vscode';
import { typedKey } from './typed-key.ts';
import { TypingPace } from './typing-pace.ts';

/** Measures the pace at which the person types in the active editor. */
export class WatchedTyping {
  readonly pace = new TypingPace();
  /** Behind the last key. */
  #after: ReturnType<typeof typedKey>;

  changed(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const editor = vscode.window.activeTextEditor;
    if (document !== editor?.document || contentChanges.length === 0) return;
    this.#after = typedKey(event, [editor.selection.active, this.#after]);
    if (this.#after !== undefined) this.pace.key(document.uri.toString(), performance.now());
  }
}
