import * as vscode from 'vscode';
import { INDENTED_KEY } from '../manifest/commands.ts';

/**
 * Tells the editor when a suggestion begins with indentation. Where that reaches a tab stop, the editor's Tab indents,
 * whatever the suggestion's range is. With this context key, the key binding in package.json lets Tab accept instead.
 */
export class TabKey implements vscode.Disposable {
  #isIndented = false;

  /** @param ghostText - what is suggested; undefined if nothing is */
  suggested(ghostText: string | undefined): void {
    const isIndented = /^[ \t]/.test(ghostText ?? '');
    if (isIndented === this.#isIndented) return;
    this.#isIndented = isIndented;
    void vscode.commands.executeCommand('setContext', INDENTED_KEY, isIndented);
  }

  dispose(): void {
    this.suggested(undefined);
  }
}
