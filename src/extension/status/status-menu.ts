import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { actionTexts } from './action-texts.ts';
import type { TacitState } from '../api.ts';
import type { Enabled } from '../suggestions/enabled.ts';
import { menuActions } from './menu-actions.ts';
import { isInLongLine } from '../suggestions/long-line.ts';
import { statusText } from './status-text.ts';
import { toggleLanguage } from '../suggestions/toggle-command.ts';

interface Entry extends vscode.QuickPickItem {
  run(): Thenable<unknown>;
}

/** `tacit.menu`, which a click on the status bar item opens: offers the actions that make sense now. */
export async function showMenu(state: TacitState, enabled: Enabled): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const entries: Entry[] = menuActions(state).map(({ action, command, argument }) => ({
    label: actionTexts[action](),
    run: () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument])),
  }));
  if (document !== undefined) entries.push(languageEntry(document, enabled));
  const chosen = await vscode.window.showQuickPick(entries, {
    title: 'Tacit',
    placeHolder: state.message ?? statusText(state, undefined, isInLongLine()).sentence,
  });
  await chosen?.run();
}

function languageEntry(document: vscode.TextDocument, enabled: Enabled): Entry {
  const { languageId } = document;
  return {
    label: enabled.in(document)
      ? l10n.t('Turn suggestions off for {0}', languageId)
      : l10n.t('Turn suggestions on for {0}', languageId),
    run: () => toggleLanguage(document),
  };
}
