import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { tideLine } from './fixtures.ts';
import { activateTacit, beginsLike, eventually, typeNew, type WatchedTacit } from './tacit.ts';

const FILES = 10;

describe('a workspace in several encodings', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  const remembered = (): number => tacit.api.state().memory?.files ?? 0;

  /** Waits until what comes after a text is the beginning of what the files say. A network may stop earlier. */
  async function suggestionIs({
    typed,
    rest,
  }: {
    readonly typed: string;
    readonly rest: string;
  }): Promise<void> {
    const { document, selection } = await typeNew(typed);
    await eventually(`"${rest}" after "${typed}"`, async () => {
      const text = (await tacit.api.suggest(document, selection.active))?.text;
      return text !== undefined && text.length >= 2 && beginsLike(rest, text);
    });
  }

  it('is remembered as the editor reads it: by marks, by settings of folders and languages, by guesses', async () => {
    await eventually(`a memory of all ${FILES} files`, () => remembered() === FILES);
    await suggestionIs(tideLine);
  });

  it('is learned in the same way', async () => {
    const corpus = await eventually('a corpus', () => tacit.api.state().corpus);
    assert.deepEqual(corpus.omissions, []);
    assert.equal(corpus.files, FILES);
  });

  it('is the same after a save and another listing', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert(folder, 'No folder is open.');
    const uri = vscode.Uri.joinPath(folder.uri, 'jetty.py');
    const said = { typed: '# 等待渡轮', rest: '靠岸以后再装货' };
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri);
    edit.insert(uri, new vscode.Position(0, 0), `${said.typed}${said.rest}\n`.repeat(20));
    await vscode.workspace.applyEdit(edit);
    const document = await vscode.workspace.openTextDocument(uri);
    assert(await document.save());
    assert.equal(document.encoding, 'gbk');
    const [first] = await vscode.workspace.fs.readFile(uri).then((bytes) => bytes.subarray(2));
    assert.equal(first, 0xb5, 'The file was not saved in GBK.');
    await suggestionIs(said);

    await vscode.commands.executeCommand('tacit.train');
    await eventually('a corpus with the new file', () => tacit.api.state().corpus?.files === FILES + 1);
    await suggestionIs(said);
    assert.equal(remembered(), FILES + 1);
  });
});
