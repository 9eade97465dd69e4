import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, typeNew, type WatchedTacit } from './tacit.ts';

describe('a model file that was cut in half', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is refused with a message, and nothing is suggested from it', async () => {
    const message = await eventually('a message', () => tacit.api.state().message);
    assert.match(message, /damaged/i);
    assert.equal(tacit.api.state().failure, 'model-damaged');
    assert.equal(tacit.api.state().hasModel, false);
    const { document, selection } = await typeNew(ledgerLine.typed);
    assert.equal(await tacit.api.suggest(document, selection.active), undefined);
  });

  it('does not stand in the way of learning anew', async () => {
    void vscode.commands.executeCommand('tacit.train');
    await suggestionFor(tacit.api, ledgerLine);
  });
});
