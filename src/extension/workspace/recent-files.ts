import * as vscode from 'vscode';

import { ERASED_KEY } from './erasure.ts';

const KEY = 'recentFiles';
const MOST = 50;

/** The files that the user has lately looked at or saved in this workspace, also before this window was opened. */
export class RecentFiles {
  readonly #memento: vscode.Memento;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined) this.#used(editor.document.uri);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        this.#used(uri);
      }),
    ];
  }

  /** The one that was used last comes first. */
  get uris(): readonly vscode.Uri[] {
    return this.#stored.map((uri) => vscode.Uri.parse(uri));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #stored(): readonly string[] {
    return this.#memento.get<readonly string[]>(KEY, []);
  }

  #used(uri: vscode.Uri): void {
    const used = uri.toString();
    if (this.#memento.get(ERASED_KEY) === true) return;
    if (this.#stored[0] === used || vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    const others = this.#stored.filter((other) => other !== used);
    void this.#memento.update(KEY, [used, ...others].slice(0, MOST));
  }
}

/** Returns the files that are open, the one in use first. Those behind other tabs are not yet loaded as documents. */
export function openFiles(): readonly vscode.Uri[] {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  const editors = [...(activeTextEditor === undefined ? [] : [activeTextEditor]), ...visibleTextEditors];
  const tabs = tabGroups.all.flatMap((group) => group.tabs.map(({ input }) => input));
  return [
    ...editors.map(({ document }) => document.uri),
    ...tabs
      .filter((input) => input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook)
      .map(({ uri }) => uri),
    ...vscode.workspace.textDocuments.map(({ uri }) => uri),
  ];
}
