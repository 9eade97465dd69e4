import * as vscode from 'vscode';
import { readSetting } from '../manifest/user-settings.ts';

const KEY = 'exclusion';
const excluding = ['tacit.train.exclude', 'search.exclude', 'files.exclude'];

/** Which files the user excludes from what is learned, and which the user excluded at the last listing. */
export function keptExclusion(memento: vscode.Memento): {
  now(): string;
  last(): string | undefined;
  keep(exclusion: string): void;
} {
  return {
    now: () =>
      JSON.stringify(
        (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => [
          readSetting('train.exclude', uri),
          vscode.workspace.getConfiguration('search', uri).get('exclude'),
          vscode.workspace.getConfiguration('files', uri).get('exclude'),
        ]),
      ),
    last: () => memento.get<string>(KEY),
    keep: (exclusion) => {
      if (memento.get(KEY) !== exclusion) void memento.update(KEY, exclusion);
    },
  };
}

/** Calls the listener when the user excludes other files. */
export function onDidChangeExclusion(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (excluding.some((setting) => event.affectsConfiguration(setting))) listener();
  });
}
