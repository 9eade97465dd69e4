import * as vscode from 'vscode';
import { fittingValue, settings, type SettingKey, type SettingValues } from './settings.ts';

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

/** Calls the listener when the setting may have changed. */
export function onDidChangeSetting(key: SettingKey, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`tacit.${key}`)) listener();
  });
}
