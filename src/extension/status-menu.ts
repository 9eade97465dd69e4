import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { actionTexts } from './action-texts.ts';
import type { TacitState } from './api.ts';
import type { Enabled } from './enabled.ts';
import { menuActions } from './menu-actions.ts';
import { statusText } from './status-text.ts';
import { toggleLanguage, toggleSuggestions } from './toggle-command.ts';

interface Entry extends vscode.QuickPickItem {
  run(): Thenable<unknown>;
}

/** What a click on the status bar item opens: the actions that make sense now. */
export async function showMenu(state: TacitState, enabled: Enabled): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const entries: Entry[] = menuActions(state).map(({ action, command, argument }) => ({
    label: actionTexts[action](),
    run: () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument])),
  }));
  if (state.activity !== 'restricted') entries.push(...toggleEntries(document, enabled));
  const chosen = await vscode.window.showQuickPick(entries, {
    title: 'Tacit',
    placeHolder: state.message ?? statusText(state, undefined).sentence,
  });
  await chosen?.run();
}

function toggleEntries(document: vscode.TextDocument | undefined, enabled: Enabled): Entry[] {
  if (document === undefined) {
    return [{ label: l10n.t('Turn suggestions on or off'), run: toggleSuggestions }];
  }
  const isOn = enabled.in(document);
  const { languageId } = document;
  return [
    { label: isOn ? l10n.t('Turn suggestions off') : l10n.t('Turn suggestions on'), run: toggleSuggestions },
    {
      label: isOn
        ? l10n.t('Turn suggestions off for {0}', languageId)
        : l10n.t('Turn suggestions on for {0}', languageId),
      run: () => toggleLanguage(document),
    },
  ];
}
