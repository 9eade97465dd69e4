import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, typeNew, type WatchedTacit } from './tacit.ts';

describe('a workspace in Restricted Mode', () => {
  let tacit: WatchedTacit;

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    tacit = await activateTacit();
  });

  it('is not learned, neither automatically nor by command', async () => {
    await eventually('the restricted state', () => tacit.api.state().activity === 'restricted');
    // The command is not enabled here. It may be refused or do nothing.
    await Promise.resolve(vscode.commands.executeCommand('tacit.train')).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    assert.deepEqual(
      tacit.activities.filter((activity) => ['reading', 'training', 'learning'].includes(activity)),
      [],
    );
    assert.equal(tacit.api.state().hasModel, false);
    assert.equal(tacit.api.state().threads, 0);
  });

  it('gets no suggestions from a model that was never made', async () => {
    const { document, selection } = await typeNew(ledgerLine.typed);
    assert.equal(await tacit.api.suggest(document, selection.active), undefined);
  });
});
