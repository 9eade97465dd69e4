import * as vscode from 'vscode';
import type { SettingKey } from '../manifest/settings.ts';
import { onDidChangeSetting } from '../manifest/user-settings.ts';

/** The value of settings for a document. It is cached by folder and language, because every keystroke needs it. */
export class DocumentSetting<Value> {
  readonly #read: (scope: vscode.ConfigurationScope) => Value;
  readonly #values = new Map<string, Value>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /**
   * @param keys - the settings that `read` reads
   * @param changed - called when the value may have changed for some document
   */
  constructor(
    keys: readonly SettingKey[],
    read: (scope: vscode.ConfigurationScope) => Value,
    changed: () => void = () => undefined,
  ) {
    this.#read = read;
    const forget = (): void => {
      this.#values.clear();
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
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = this.#read({ uri, languageId });
    this.#values.set(key, value);
    return value;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
