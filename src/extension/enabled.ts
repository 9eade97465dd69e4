import * as vscode from 'vscode';
import { onDidChangeSetting, readSetting } from './user-settings.ts';

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

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
