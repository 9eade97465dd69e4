import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine, weatherLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace of two folders', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is learned from both', async () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
    await eventually('a model', () => tacit.api.state().hasModel);
    await suggestionFor(tacit.api, ledgerLine);
    await suggestionFor(tacit.api, weatherLine);
  });
});
