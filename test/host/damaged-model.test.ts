import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { statusText } from '../../src/extension/status/status-text.ts';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a model file that was cut in half', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is refused with a message', async () => {
    const message = await eventually('a message', () => tacit.api.state().message);
    assert.match(message, /damaged/i);
    assert.equal(tacit.api.state().failure, 'model-damaged');
    assert.equal(tacit.api.state().hasModel, false);
  });

  it('leaves suggestions to the memory alone, and the status bar says so', async () => {
    await suggestionFor(tacit.api, ledgerLine);
    assert.equal(tacit.api.state().hasModel, false);
    await eventually('an idle state', () => tacit.api.state().activity === 'idle');
    const on = { here: true, inGeneral: true, language: undefined, isLineTooLong: false };
    assert.match(statusText(tacit.api.state(), on).sentence, /suggests from what it remembers/);
  });

  it('does not prevent another training', async () => {
    void vscode.commands.executeCommand('tacit.train');
    await eventually('a model', () => tacit.api.state().hasModel);
    await suggestionFor(tacit.api, ledgerLine);
  });
});
