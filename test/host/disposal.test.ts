import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Activity } from '../../src/extension/api.ts';
import { activateTacit, eventually, tacitExtension, typeNew } from './tacit.ts';
import { describeTimers, watchTimers } from './tacit-timers.ts';

/** Returns how many worker threads of this process are alive, as Node counts them. */
function workerThreads(): number {
  const { workers } = process.report.getReport() as unknown as { workers: readonly unknown[] };
  return workers.length;
}

/** Causes the events that the extension listens to: types, saves, renames, deletes, and changes settings. */
async function causeEvents(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  const file = vscode.Uri.joinPath(folder.uri, 'src', 'part-00.ts');
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const typed = new vscode.WorkspaceEdit();
  typed.insert(file, new vscode.Position(0, 0), 'const typed = 1;\n');
  assert(await vscode.workspace.applyEdit(typed), 'The edit was refused.');
  // For a moment after an edit the editor may not save yet.
  await eventually('a saved file', async () => (await document.save()) || undefined, 1);
  await typeNew('another editor');
  const settings = vscode.workspace.getConfiguration('tacit');
  for (const [setting, value] of [
    ['enable', false],
    ['train.cpu', 50],
    ['train.auto', false],
  ] as const) {
    await settings.update(setting, value, vscode.ConfigurationTarget.Global);
  }
  const renamed = vscode.Uri.joinPath(folder.uri, 'src', 'renamed.ts');
  const rename = new vscode.WorkspaceEdit();
  rename.renameFile(vscode.Uri.joinPath(folder.uri, 'src', 'part-01.ts'), renamed);
  assert(await vscode.workspace.applyEdit(rename), 'The renaming was refused.');
  await vscode.workspace.fs.delete(renamed);
}

describe('the end of the extension', () => {
  it('leaves no thread, even in the middle of a training', async () => {
    const { api } = await activateTacit();
    await eventually('a training', () => api.state().activity === 'training');
    const during = workerThreads();
    const ours = api.state().threads;
    assert(ours > 0 && during >= ours, `Tacit counts ${String(ours)} threads, Node ${String(during)}`);

    // This is the module that the editor has loaded, from the same cache. The editor calls `deactivate` at the end.
    const main = createRequire(__filename)(join(tacitExtension().extensionPath, 'dist', 'extension.cjs')) as {
      deactivate(): Promise<void> | undefined;
    };
    await main.deactivate();
    await eventually('an end of all threads', () => workerThreads() === during - ours, 1);
  });

  it('leaves no listener, no timer and no command', async () => {
    const timers = watchTimers();
    assert(timers.started().length > 0, 'No timer of the start was seen: the watch sees nothing.');
    const api = tacitExtension().exports;
    const activities: Activity[] = [];
    api.onDidChangeState(({ activity }) => activities.push(activity));
    const before = timers.started().length;
    await causeEvents();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const since = timers.started().slice(before);
    assert(since.length === 0, `After the end there were\n${describeTimers(since)}`);
    assert.deepEqual(timers.repeating(), []);
    assert.deepEqual(activities, []);
    assert(!(await vscode.commands.getCommands(true)).includes('tacit.menu'));
  });
});
