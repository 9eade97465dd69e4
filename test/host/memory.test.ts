import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine, newLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

/** Returns the URI of a file in the open folder. */
function fileNamed(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

describe('a workspace that has just been opened', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  const remembered = (): number => tacit.api.state().memory?.files ?? 0;

  it('gets suggestions from the memory of its files before there is a model', async () => {
    await suggestionFor(tacit.api, ledgerLine);
    assert.equal(tacit.api.state().hasModel, false);
    assert(remembered() > 0);
  });

  it('learns a file at once when it is saved, and forgets it when it is deleted', async () => {
    // Training begins when all files are remembered.
    await eventually('a complete memory', () => tacit.activities.includes('training'));
    const all = remembered();
    const uri = fileNamed('src/new.ts');
    const creation = new vscode.WorkspaceEdit();
    creation.createFile(uri);
    creation.insert(uri, new vscode.Position(0, 0), `${newLine.typed}${newLine.rest}\n`.repeat(20));
    await vscode.workspace.applyEdit(creation);
    assert(await (await vscode.workspace.openTextDocument(uri)).save());
    await suggestionFor(tacit.api, newLine);
    assert.equal(remembered(), all + 1);

    await vscode.workspace.fs.delete(uri);
    await eventually('a memory without that file', () => remembered() === all);
  });

  it('gets no suggestions inside comments if the user wants none', async () => {
    const uri = fileNamed('src/typed.ts').with({ scheme: 'untitled' });
    const document = await vscode.workspace.openTextDocument(uri);
    const typed = `// ${ledgerLine.typed}`;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), typed);
    await vscode.workspace.applyEdit(edit);
    const end = document.positionAt(typed.length);
    const suggested = async (): Promise<string | undefined> => (await tacit.api.suggest(document, end))?.text;
    await eventually('a suggestion', suggested);

    const settings = vscode.workspace.getConfiguration('tacit', { languageId: document.languageId });
    await settings.update('suggest.inComments', 'off', vscode.ConfigurationTarget.Global, true);
    await eventually('an end of suggestions', async () => (await suggested()) === undefined);
    await settings.update('suggest.inComments', undefined, vscode.ConfigurationTarget.Global, true);
    await eventually('a suggestion again', suggested);
  });
});
