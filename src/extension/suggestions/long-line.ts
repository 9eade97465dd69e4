import * as vscode from 'vscode';
import { isLineTooLong } from './document-window.ts';

/** Notices when the cursor of the active editor comes into a line that is too long for suggestions, or leaves it. */
export class LongLineWatch {
  readonly #changed: () => void;
  readonly #subscriptions: readonly vscode.Disposable[];
  #wasHere = isInLongLine();

  constructor(changed: () => void) {
    this.#changed = changed;
    const look = (): void => {
      this.#look();
    };
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.onDidChangeTextEditorSelection(look),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(): void {
    const isHere = isInLongLine();
    if (isHere === this.#wasHere) return;
    this.#wasHere = isHere;
    this.#changed();
  }
}

/** Returns whether the cursor of the active editor is in a line that is too long for suggestions. */
export function isInLongLine(): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor !== undefined && isLineTooLong(editor.document, editor.selection.active.line);
}
