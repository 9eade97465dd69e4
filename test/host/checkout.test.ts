import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine, newLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

/** Long enough for anything that the editor reports about files to have been dealt with. */
const SETTLED_MILLISECONDS = 25_000;

/** Returns the folder that is open. */
function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'No folder is open.');
  return folder.uri.fsPath;
}

describe('a repository in which other programs work', () => {
  let tacit: WatchedTacit;
  let folder: string;

  before(async () => {
    folder = workspaceFolder();
    tacit = await activateTacit();
    // Training begins when all files are remembered.
    await eventually('a complete memory', () => tacit.activities.includes('training'));
  });

  /** Without the `.gitignore` file. */
  const remembered = (): number => (tacit.api.state().memory?.files ?? 0) - 1;
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });

  it('is known as it is after a checkout, and again as it was after the way back', async () => {
    assert.equal(remembered(), 24);
    await suggestionFor(tacit.api, ledgerLine);
    git('checkout', '--quiet', 'other');
    await eventually('a memory of the other branch', () => remembered() === 30);
    await suggestionFor(tacit.api, newLine);
    git('checkout', '--quiet', 'ledger');
    await eventually('a memory of the first branch', () => remembered() === 24);
    await suggestionFor(tacit.api, ledgerLine);
  });

  it('is known as it is after a checkout of thousands of files', async () => {
    git('checkout', '--quiet', 'large');
    await eventually('a memory of the large branch', () => remembered() === 1024);
    git('checkout', '--quiet', 'ledger');
    await eventually('a memory of the first branch', () => remembered() === 24);
  });

  it('keeps a file that is gone for a while and comes back, and one that is replaced', async () => {
    const file = join(folder, 'src', 'folder-3', 'file-3.ts');
    const aside = join(folder, '..', 'aside.ts');
    renameSync(file, aside);
    await eventually('a memory without the file', () => remembered() === 23);
    renameSync(aside, file);
    await eventually('a memory with the file', () => remembered() === 24);
    renameSync(file, aside);
    await delay(500);
    renameSync(aside, file);
    await delay(SETTLED_MILLISECONDS);
    assert.equal(remembered(), 24);
  });

  it('is not told of what happens in folders that are ignored or excluded', async () => {
    for (const name of ['node_modules/pkg', 'dist/deep', 'excluded']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'made.ts'), `${newLine.typed}${newLine.rest}\n`.repeat(20));
    }
    await delay(SETTLED_MILLISECONDS);
    assert.equal(remembered(), 24);
  });

  it('follows folders that are moved, made and removed', async () => {
    renameSync(join(folder, 'src'), join(folder, 'moved'));
    await delay(SETTLED_MILLISECONDS);
    assert.equal(remembered(), 24);
    mkdirSync(join(folder, 'made', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'made', 'deep', 'new.ts'), 'made.deep(new.file);\n');
    await eventually('a memory of the new folder', () => remembered() === 25);
    rmSync(join(folder, 'moved'), { recursive: true });
    await eventually('a memory without the folder', () => remembered() === 1);
  });
});
