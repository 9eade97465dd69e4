import * as vscode from 'vscode';
import type { SettingKey } from '../manifest/settings.ts';
import { onDidChangeSetting } from '../manifest/user-settings.ts';

/** What settings say for a document; remembered by folder and language, since it is asked at every keystroke. */
export class DocumentSetting<Value> {
  readonly #read: (scope: vscode.ConfigurationScope) => Value;
  readonly #answers = new Map<string, Value>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /**
   * @param keys - the settings that `read` reads
   * @param changed - called when the answers may be others now
   */
  constructor(
    keys: readonly SettingKey[],
    read: (scope: vscode.ConfigurationScope) => Value,
    changed: () => void = () => undefined,
  ) {
    this.#read = read;
    const forget = (): void => {
      this.#answers.clear();
      changed();
    };
    this.#subscriptions = [
      ...keys.map((key) => onDidChangeSetting(key, forget)),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    ];
  }

  in({ uri, languageId }: vscode.TextDocument): Value {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.index ?? -1;
    const key = `${folder} ${languageId}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#read({ uri, languageId });
    this.#answers.set(key, answer);
    return answer;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
