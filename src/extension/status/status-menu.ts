import * as vscode from 'vscode';
import { actionTexts } from './action-texts.ts';
import type { TacitState } from '../api.ts';
import type { Switches } from '../suggestions/enabled.ts';
import { menuActions } from './menu-actions.ts';
import { statusText } from './status-text.ts';

/** `tacit.menu`, which a click on the status bar item opens: offers the actions that make sense now. */
export async function showMenu(state: TacitState, switches: Switches): Promise<void> {
  const entries = menuActions(state, switches).map(({ action, command, argument }) => ({
    label: actionTexts[action](switches.language ?? ''),
    run: () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument])),
  }));
  const chosen = await vscode.window.showQuickPick(entries, {
    title: 'Tacit',
    placeHolder: statusText(state, switches).sentence,
  });
  await chosen?.run();
}
