import * as vscode from 'vscode';
import { DisposableList } from '../disposables.ts';
import type { Enabled, Switches } from '../suggestions/enabled.ts';
import { isInLongLine, LongLineWatch } from '../suggestions/long-line.ts';
import { isSuggestible } from '../suggestions/suggestible.ts';

/** Follows the active editor, and what the user has turned on or off there. */
export class ActiveSwitches {
  readonly #enabled: Enabled;
  readonly #members = new DisposableList();
  readonly #listeners = new Set<() => void>();

  constructor(enabled: Enabled) {
    this.#enabled = enabled;
    const changed = (): void => {
      for (const listener of this.#listeners) listener();
    };
    this.#members.add(enabled.listen(changed));
    this.#members.add(vscode.window.onDidChangeActiveTextEditor(changed));
    this.#members.add(new LongLineWatch(changed));
    // A document that gets another language is opened again.
    this.#members.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (document === vscode.window.activeTextEditor?.document) changed();
      }),
    );
  }

  get current(): Switches {
    return { ...this.#enabled.switchesAt(this.document), isLineTooLong: isInLongLine() };
  }

  /** The document of the active editor, if it is one in which people write. */
  get document(): vscode.TextDocument | undefined {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined) return undefined;
    const { scheme } = document.uri;
    const isWritable = vscode.workspace.fs.isWritableFileSystem(scheme);
    return isSuggestible(scheme, document.languageId, isWritable) ? document : undefined;
  }

  /** Calls the listener when the switches may have changed. */
  listen(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#listeners.clear();
    this.#members.dispose();
  }
}
