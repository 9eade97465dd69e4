import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

/** What no file of the ledger says, in its words: those of another program would take many tokens each. */
const newLine = { typed: 'throw receipts.', rest: 'settle(invoice, today);' };

/** A file of the open folder. */
function fileNamed(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

describe('a workspace that was only just opened', () => {
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

  it('learns a file at once when it is saved, and forgets it when it is gone', async () => {
    // Training begins when all that there is is remembered.
    await eventually('a whole memory', () => tacit.activities.includes('training'));
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
    await eventually('an end of that memory', () => remembered() === all);
  });

  it('is silent inside comments where the user wants that', async () => {
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
    await eventually('silence', async () => (await suggested()) === undefined);
    await settings.update('suggest.inComments', undefined, vscode.ConfigurationTarget.Global, true);
    await eventually('a suggestion again', suggested);
  });
});
