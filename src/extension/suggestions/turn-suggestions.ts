import * as vscode from 'vscode';
import { type SettingLocation, effectiveLocation } from './setting-location.ts';

const targets: Readonly<Record<SettingLocation['target'], vscode.ConfigurationTarget>> = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
};

/**
 * Turns suggestions on or off in general and, if the document's language has a setting of its own that says otherwise,
 * there, too. Each is changed in the place where its effective value is set.
 */
export async function turnSuggestions(
  isOn: boolean,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const general = vscode.workspace.getConfiguration('tacit', document?.uri);
  if (general.get('enable') !== isOn) {
    await general.update('enable', isOn, targets[effectiveLocation(general.inspect('enable')).target], false);
  }
  if (document === undefined) return;
  const own = vscode.workspace.getConfiguration('tacit', document);
  if (own.get('enable') !== isOn) await turnLanguage(isOn, document);
}

/** Turns suggestions on or off for the document's language: where that has a setting of its own, or for the user. */
export async function turnLanguage(isOn: boolean, document: vscode.TextDocument | undefined): Promise<void> {
  if (document === undefined) return;
  const configuration = vscode.workspace.getConfiguration('tacit', document);
  const { target, inLanguage } = effectiveLocation(configuration.inspect('enable'));
  await configuration.update('enable', isOn, targets[inLanguage ? target : 'user'], true);
}
