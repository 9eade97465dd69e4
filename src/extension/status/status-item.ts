import * as vscode from 'vscode';
import type { Activity } from '../api.ts';
import { MENU_COMMAND } from '../manifest/commands.ts';
import { DisposableList } from '../disposables.ts';
import type { Enabled, Off } from '../suggestions/enabled.ts';
import { isInLongLine, LongLineWatch } from '../suggestions/long-line.ts';
import type { ObservableState } from '../observable-state.ts';
import { statusText } from './status-text.ts';
import { statusTooltip } from './status-tooltip.ts';

/** Progress arrives several times per second, but nobody reads that fast. */
const TEXT_MILLISECONDS = 500;
/** A tooltip that changes more often flickers while it is read. */
const TOOLTIP_MILLISECONDS = 5000;

/** The item in the status bar, which shows what Tacit is doing. A click on it opens a menu of what can be done. */
export class StatusItem {
  readonly #item: vscode.StatusBarItem;
  readonly #state: ObservableState;
  readonly #enabled: Enabled;
  readonly #members = new DisposableList();
  #timer: NodeJS.Timeout | undefined;
  #tooltipActivity: Activity | undefined;
  #tooltipTimer: NodeJS.Timeout | undefined;

  constructor(state: ObservableState, enabled: Enabled) {
    this.#state = state;
    this.#enabled = enabled;
    this.#item = this.#members.add(
      vscode.window.createStatusBarItem('tacit.status', vscode.StatusBarAlignment.Right, 100),
    );
    this.#item.name = 'Tacit';
    this.#item.command = MENU_COMMAND;
    const refresh = (): void => {
      this.refresh();
    };
    this.#members.add(state.listen(refresh));
    this.#members.add(vscode.window.onDidChangeActiveTextEditor(refresh));
    this.#members.add(new LongLineWatch(refresh));
    this.#show();
    this.#item.show();
  }

  /** Shows the current state soon. Changes that follow each other quickly are shown together. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, TEXT_MILLISECONDS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#tooltipTimer);
    this.#members.dispose();
  }

  #show(): void {
    const state = this.#state.current;
    const { text, sentence } = statusText(state, this.#off(), isInLongLine());
    if (text !== this.#item.text) {
      this.#item.text = text;
      this.#item.accessibilityInformation = { label: `Tacit. ${sentence}`, role: 'button' };
    }
    if (state.activity !== this.#tooltipActivity) this.#showTooltip();
    else
      this.#tooltipTimer ??= setTimeout(() => {
        this.#showTooltip();
      }, TOOLTIP_MILLISECONDS);
  }

  #showTooltip(): void {
    clearTimeout(this.#tooltipTimer);
    this.#tooltipTimer = undefined;
    const state = this.#state.current;
    this.#tooltipActivity = state.activity;
    this.#item.tooltip = statusTooltip(state, statusText(state, this.#off(), isInLongLine()).sentence);
  }

  #off(): Off | undefined {
    return this.#enabled.offAt(vscode.window.activeTextEditor?.document);
  }
}
