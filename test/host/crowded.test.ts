import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace with more files than are listed, whose settings hide .gitignore files', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
    await eventually('a complete memory', () => tacit.activities.includes('training'));
  });

  /** Without the second folder's own `.gitignore` file. */
  const remembered = (): number => (tacit.api.state().memory?.files ?? 0) - 1;

  it('is learned from its second folder too, without what a nested .gitignore ignores', async () => {
    // The files of the next test may be among those that the search happens to find.
    assert(remembered() >= 24 && remembered() <= 27, String(remembered()));
    await suggestionFor(tacit.api, ledgerLine);
  });

  it('is learned from a file that is open and from those beside it', async () => {
    const [crowd] = vscode.workspace.workspaceFolders ?? [];
    assert(crowd, 'No folder is open.');
    // Nothing has told of these files, so only a listing finds them.
    const beside = vscode.Uri.joinPath(crowd.uri, 'far', 'away', 'open.ts');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(beside));
    const settings = vscode.workspace.getConfiguration('tacit');
    await settings.update('train.auto', false, vscode.ConfigurationTarget.Global);
    await settings.update('train.auto', true, vscode.ConfigurationTarget.Global);
    await eventually('a memory of the open file and of those beside it', () => remembered() === 27);
  });
});
