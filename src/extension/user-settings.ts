import * as vscode from 'vscode';
import { settings, type SettingKey, type SettingValues } from './settings.ts';

/** What the user has set, here or for this document; a value of the wrong kind counts as not set. */
export function readSetting<Key extends SettingKey>(
  key: Key,
  scope?: vscode.ConfigurationScope,
): SettingValues[Key] {
  const { default: preset, type, enum: choices, minimum = -Infinity, maximum = Infinity } = settings[key];
  const value = vscode.workspace.getConfiguration('tacit', scope).get<SettingValues[Key]>(key, preset);
  const isRightType = type === 'array' ? Array.isArray(value) : typeof value === type;
  if (!isRightType || (choices !== undefined && !choices.includes(value))) return preset;
  if (typeof value !== 'number') return value;
  return Math.min(maximum, Math.max(minimum, value)) as SettingValues[Key];
}

/** Calls back when the setting may have changed. */
export function onDidChangeSetting(key: SettingKey, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`tacit.${key}`)) listener();
  });
}
