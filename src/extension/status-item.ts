import * as vscode from 'vscode';
import { menuCommand } from './commands.ts';
import { DisposableList } from './disposables.ts';
import type { Enabled } from './enabled.ts';
import type { StateHolder } from './state.ts';
import { statusText } from './status-text.ts';
import { statusTooltip } from './status-tooltip.ts';

/** Progress comes several times a second; a person does not read so fast. */
const atMostEveryMilliseconds = 500;

/** The one item in the status bar: what Tacit does, and a click away what can be done. */
export class StatusItem {
  readonly #item: vscode.StatusBarItem;
  readonly #state: StateHolder;
  readonly #enabled: Enabled;
  readonly #members = new DisposableList();
  #timer: NodeJS.Timeout | undefined;

  constructor(state: StateHolder, enabled: Enabled) {
    this.#state = state;
    this.#enabled = enabled;
    this.#item = this.#members.add(
      vscode.window.createStatusBarItem('tacit.status', vscode.StatusBarAlignment.Right, 100),
    );
    this.#item.name = 'Tacit';
    this.#item.command = menuCommand;
    const refresh = (): void => {
      this.refresh();
    };
    this.#members.add(state.listen(refresh));
    this.#members.add(vscode.window.onDidChangeActiveTextEditor(refresh));
    this.#show();
    this.#item.show();
  }

  /** Shows what is so now, soon: changes in quick succession are shown together. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, atMostEveryMilliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#members.dispose();
  }

  #show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const offFor = document === undefined || this.#enabled.in(document) ? undefined : document.languageId;
    const { text, sentence } = statusText(this.#state.current, offFor);
    this.#item.text = text;
    this.#item.tooltip = statusTooltip(this.#state.current, sentence);
    this.#item.accessibilityInformation = { label: `Tacit. ${sentence}`, role: 'button' };
  }
}
