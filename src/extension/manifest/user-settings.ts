import * as vscode from 'vscode';
import {
  type ChosenEagerness,
  chosenEagerness,
  fittingValue,
  settings,
  type SettingKey,
  type SettingValues,
} from './settings.ts';

/**
 * Returns what the user has set, in general or for a document or language. A value of the wrong type does not count.
 */
export function readSetting<Key extends SettingKey>(
  key: Key,
  scope?: vscode.ConfigurationScope,
): SettingValues[Key] {
  const value = vscode.workspace.getConfiguration('tacit', scope).get(key);
  return (fittingValue(settings[key], value) ?? settings[key].default) as SettingValues[Key];
}

/** Returns how readily to suggest. Two settings say it. */
export function readEagerness(scope: vscode.ConfigurationScope): ChosenEagerness {
  const configuration = vscode.workspace.getConfiguration('tacit', scope);
  return chosenEagerness(configuration.get('suggest.threshold'), configuration.get('suggest.eagerness'));
}

/** Calls the listener when the setting may have changed. */
export function onDidChangeSetting(key: SettingKey, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`tacit.${key}`)) listener();
  });
}
