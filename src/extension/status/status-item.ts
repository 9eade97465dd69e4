import * as vscode from 'vscode';
import { MENU_COMMAND } from '../manifest/commands.ts';
import { DisposableList } from '../disposables.ts';
import type { ObservableState } from '../observable-state.ts';
import type { ActiveSwitches } from './active-switches.ts';
import { statusText } from './status-text.ts';
import { statusTooltip } from './status-tooltip.ts';

/** Progress arrives several times per second, but nobody reads that fast. */
const REFRESH_MILLISECONDS = 500;

/** The item in the status bar, which shows what Tacit is doing. A click on it opens a menu of what can be done. */
export class StatusItem {
  readonly #item: vscode.StatusBarItem;
  readonly #state: ObservableState;
  readonly #switches: ActiveSwitches;
  readonly #members = new DisposableList();
  #timer: NodeJS.Timeout | undefined;

  constructor(state: ObservableState, switches: ActiveSwitches) {
    this.#state = state;
    this.#switches = switches;
    this.#item = this.#members.add(
      vscode.window.createStatusBarItem('tacit.status', vscode.StatusBarAlignment.Right, 100),
    );
    this.#item.name = 'Tacit';
    this.#item.command = MENU_COMMAND;
    const refreshSoon = (): void => {
      this.#refreshSoon();
    };
    this.#members.add(state.listen(refreshSoon));
    this.#members.add(switches.listen(refreshSoon));
    this.#show();
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#members.dispose();
  }

  /** Changes that follow each other quickly are shown together. */
  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, REFRESH_MILLISECONDS);
  }

  /** Bar and tooltip change together, so they agree. The tooltip has no number that moves, so it rarely changes. */
  #show(): void {
    const state = this.#state.current;
    const switches = this.#switches.current;
    const { text, sentence } = statusText(state, switches);
    const tooltip = statusTooltip(state, switches);
    if (!isSame(this.#item.tooltip, tooltip)) this.#item.tooltip = tooltip;
    if (text === this.#item.text) return;
    this.#item.text = text;
    const label = `${text.replace(/^\$\([^)]*\) /, '')}. ${sentence}`;
    this.#item.accessibilityInformation = { label, role: 'button' };
  }
}

/** A tooltip that is set again flickers while it is read. */
function isSame(shown: vscode.StatusBarItem['tooltip'], next: vscode.MarkdownString): boolean {
  return typeof shown === 'object' && shown.value === next.value;
}
