import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { WorkspaceFiles } from '../../src/extension/workspace/workspace-files.ts';
import { activateTacit, eventually, type WatchedTacit } from './tacit.ts';

describe('a workspace of notebooks', () => {
  let tacit: WatchedTacit;
  let notebook: vscode.NotebookDocument;

  before(async () => {
    tacit = await activateTacit();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert(folder, 'No folder is open.');
    const uri = vscode.Uri.joinPath(folder.uri, 'study', 'gull.ipynb');
    notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
  });

  const remembered = (): number => tacit.api.state().memory?.files ?? 0;

  /** Adds a cell at the end of the notebook. */
  async function add(content: string): Promise<vscode.TextDocument> {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, content, 'python');
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(notebook.cellCount, [cell])]);
    assert(await vscode.workspace.applyEdit(edit));
    return notebook.cellAt(notebook.cellCount - 1).document;
  }

  async function suggested(typed: string, isRight: (text: string) => boolean): Promise<string> {
    const document = await add(typed);
    let last: string | undefined;
    try {
      return await eventually(`the right text after "${typed}"`, async () => {
        last = (await tacit.api.suggest(document, document.positionAt(typed.length)))?.text;
        return last !== undefined && isRight(last) ? last : undefined;
      });
    } catch (error) {
      throw new Error(`After "${typed}" came ${JSON.stringify(last)}.`, { cause: error });
    }
  }

  it('is remembered file by file, since none is a copy of another', async () => {
    await eventually('a memory of all 12 notebooks', () => remembered() === 12);
  });

  it('gets in a cell what the other cells say, and nothing of how notebooks are stored', async () => {
    const text = await suggested('import pandas ', (found) => found.startsWith('as pd'));
    assert(!/["\\]/.test(text), text);
  });

  it('gives a cell the path of its notebook', async () => {
    const log = vscode.window.createOutputChannel('notebooks', { log: true });
    const cell = await add('');
    assert.equal(
      new WorkspaceFiles(log, { recent: () => [], forgotten: () => [] }).pathOf(cell.uri),
      'study/gull.ipynb',
    );
    log.dispose();
  });

  it('learns the cells of a notebook when it is saved', async () => {
    await add('nestlings = count_nestlings(island, year)\n'.repeat(20));
    assert(await notebook.save());
    await suggested('nestlings = count', (found) => found.startsWith('_nestlings'));
    assert.equal(remembered(), 12);
  });
});
