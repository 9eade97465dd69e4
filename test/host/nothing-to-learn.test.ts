import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activateTacit, eventually, typeNew, type WatchedTacit } from './tacit.ts';

describe('a workspace without any text to learn from', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('gets a message that says so, and no suggestions', async () => {
    void vscode.commands.executeCommand('tacit.train');
    await eventually('a message', () => tacit.api.state().message);
    assert.equal(tacit.api.state().failure, 'nothing-to-learn');
    assert.equal(tacit.api.state().hasModel, false);
    const { document, selection } = await typeNew('const receipt = ');
    assert.equal(await tacit.api.suggest(document, selection.active), undefined);
  });
});
