import * as vscode from 'vscode';
import { type SettingLocation, effectiveLocation } from './setting-location.ts';

const targets: Readonly<Record<SettingLocation['target'], vscode.ConfigurationTarget>> = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
};

/** `tacit.toggle`: turns suggestions on or off for the active editor, in the place where its effective value is set. */
export async function toggleSuggestions(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('tacit', vscode.window.activeTextEditor?.document);
  const { target, inLanguage } = effectiveLocation(configuration.inspect('enable'));
  await configuration.update('enable', configuration.get('enable') === false, targets[target], inLanguage);
}

/** Turns suggestions on or off for one language, in the user's settings. */
export async function toggleLanguage(document: vscode.TextDocument): Promise<void> {
  const { languageId } = document;
  const configuration = vscode.workspace.getConfiguration('tacit', { languageId });
  await configuration.update(
    'enable',
    configuration.get('enable') === false,
    vscode.ConfigurationTarget.Global,
    true,
  );
}
