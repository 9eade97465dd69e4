import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine, newLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, typeNew, type WatchedTacit } from './tacit.ts';

/** The open folder, on the disk. */
function workspace(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  return folder.uri.fsPath;
}

/** The files that Tacit stores, wherever below the user's home the editor lets it. */
async function storedFiles(): Promise<readonly string[]> {
  const entries = await readdir(dirname(workspace()), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => /[/\\](?:globalStorage|workspaceStorage)[/\\].*tacit\.tacit[/\\]/i.test(file));
}

/** Whether a stored memory names this file. */
async function isStored(path: string): Promise<boolean> {
  const memories = (await storedFiles()).filter((file) => file.includes('.memory'));
  const texts = await Promise.all(memories.map((file) => readFile(file, 'latin1')));
  return texts.some((text) => text.includes(path));
}

async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.file(join(workspace(), path));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('a workspace that is to be forgotten', () => {
  let tacit: WatchedTacit;
  const state = () => tacit.api.state();
  const remembered = (): number => state().memory?.files ?? 0;

  const suggest = async (typed: string): Promise<string | undefined> => {
    const { document, selection } = await typeNew(typed);
    return (await tacit.api.suggest(document, selection.active))?.text;
  };

  before(async () => {
    tacit = await activateTacit();
    await eventually('a complete memory', () => tacit.activities.includes('training'));
  });

  it('forgets a file at once, and learns it no more', async () => {
    const uri = vscode.Uri.file(join(workspace(), 'src', 'apart.ts'));
    const creation = new vscode.WorkspaceEdit();
    creation.createFile(uri);
    creation.insert(uri, new vscode.Position(0, 0), `${newLine.typed}${newLine.rest}\n`.repeat(20));
    await vscode.workspace.applyEdit(creation);
    assert(await (await vscode.workspace.openTextDocument(uri)).save());
    await suggestionFor(tacit.api, newLine);
    await eventually('a stored memory of the new file', () => isStored('src/apart.ts'));
    await vscode.commands.executeCommand('tacit.forgetFile', uri);
    assert.equal(await isStored('src/apart.ts'), false);
    assert.equal((await suggest(newLine.typed))?.includes('settle') ?? false, false);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), `${newLine.typed}${newLine.rest}\n`);
    await vscode.workspace.applyEdit(edit);
    assert(await (await vscode.workspace.openTextDocument(uri)).save());
    await suggestionFor(tacit.api, ledgerLine);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.equal((await suggest(newLine.typed))?.includes('settle') ?? false, false);
    assert.equal(await isStored('src/apart.ts'), false);
  });

  it('leaves nothing on the disk when everything is erased, and learns nothing any more', async () => {
    await eventually('a stored model and memory', async () => {
      const files = await storedFiles();
      return (
        files.some((file) => file.endsWith('.safetensors')) && files.some((file) => file.endsWith('.memory'))
      );
    });
    await vscode.commands.executeCommand('tacit.eraseEverything', 'confirmed');
    assert.deepEqual(await storedFiles(), []);
    assert.equal(state().activity, 'erased');
    assert.equal(state().hasModel, false);
    assert.equal(remembered(), 0);
    await writeFile('src/later.ts', `${newLine.typed}${newLine.rest}\n`.repeat(20));
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    assert.deepEqual(await storedFiles(), []);
    assert.equal(state().activity, 'erased');
    assert.equal(await suggest(ledgerLine.typed), undefined);
  });

  it('learns again when the user asks', async () => {
    void vscode.commands.executeCommand('tacit.train');
    await suggestionFor(tacit.api, ledgerLine);
    await eventually('another training', () => tacit.activities.slice(-1)[0] === 'training');
  });
});
