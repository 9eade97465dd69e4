import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { statusText } from '../../src/extension/status/status-text.ts';
import { isInLongLine, LongLineWatch } from '../../src/extension/suggestions/long-line.ts';
import { ledgerLine, newLine } from './fixtures.ts';
import { activateTacit, beginsLike, eventually, suggestionFor, typeNew, type WatchedTacit } from './tacit.ts';

describe('a workspace with a 300 MB file, one of 70,000 lines, binaries and files that cannot be read', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is learned from its other files', async () => {
    await eventually('a model', () => tacit.api.state().hasModel);
    await suggestionFor(tacit.api, ledgerLine);
    assert(!tacit.activities.includes('failed'), tacit.activities.join());
  });

  it('gets suggestions in a file that is too long to be learned, from its own lines', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert(folder, 'No folder is open.');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'long.ts'));
    const { end } = document.lineAt(document.lineCount - 1).range;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, end, newLine.typed);
    assert(await vscode.workspace.applyEdit(edit));
    const cursor = document.lineAt(document.lineCount - 1).range.end;
    await eventually('the suggestion that its lines lead to', async () => {
      const text = (await tacit.api.suggest(document, cursor))?.text;
      return text !== undefined && text.length >= 5 && beginsLike(newLine.rest, text);
    });
  });

  it('gets none in a line that is too long, and the status bar says so', async () => {
    let changes = 0;
    const watch = new LongLineWatch(() => changes++);
    const says = (): string =>
      statusText(tacit.api.state(), {
        here: true,
        inGeneral: true,
        language: undefined,
        isLineTooLong: isInLongLine(),
      }).sentence;
    const { document, selection } = await typeNew(`short\n${newLine.typed.repeat(80_000)}`);
    await eventually('a sentence about the line', () => says().includes('too long'), 1);
    assert.equal(await tacit.api.suggest(document, selection.active), undefined);
    await typeNew(ledgerLine.typed);
    await eventually('another sentence', () => !says().includes('too long'), 1);
    assert.equal(changes, 2);
    watch.dispose();
    await vscode.window.showTextDocument(document);
    await eventually('a sentence about the line', () => says().includes('too long'), 1);
    assert.equal(changes, 2);
  });

  it('reports which files were left out, and why', async () => {
    const { omissions } = await eventually('a corpus', () => tacit.api.state().corpus);
    const reasons = Object.fromEntries(omissions.map(({ path, reason }) => [path, reason]));
    assert.equal(reasons['huge.ts'], 'too-large');
    assert.equal(reasons['long.ts'], 'too-large');
    assert.equal(reasons['assets/program.bin'], 'binary');
    // Root can read files without permission.
    if (process.getuid?.() !== 0) assert.equal(reasons['unreadable/forbidden.ts'], 'unreadable');
    if (process.platform === 'linux') assert.equal(reasons['unreadable/broken-disk.ts'], 'link');
  });
});
