import * as vscode from 'vscode';
import { onDidChangeSetting, readSetting } from './user-settings.ts';

export type Off = 'everywhere' | { readonly language: string };

/** Whether the user wants suggestions in a document; remembered, since it is asked at every keystroke. */
export class Enabled {
  readonly #answers = new Map<string, boolean>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(changed: () => void) {
    const forget = (): void => {
      this.#answers.clear();
      changed();
    };
    this.#subscriptions = [
      onDidChangeSetting('enable', forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    ];
  }

  in({ uri, languageId }: vscode.TextDocument): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.index ?? -1;
    const key = `${folder} ${languageId}`;
    const answer = this.#answers.get(key) ?? readSetting('enable', { uri, languageId });
    this.#answers.set(key, answer);
    return answer;
  }

  /** What is off in the editor at hand: everything, or one language; undefined where suggestions are on. */
  offAt(document: vscode.TextDocument | undefined): Off | undefined {
    if (!readSetting('enable')) return document !== undefined && this.in(document) ? undefined : 'everywhere';
    return document === undefined || this.in(document) ? undefined : { language: document.languageId };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
