import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace at its second start', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('uses the stored model and the stored memory, without training', async () => {
    await suggestionFor(tacit.api, ledgerLine);
    assert.equal(tacit.api.state().hasModel, true);
    await eventually('the memory', () => (tacit.api.state().memory?.files ?? 0) > 0);
    assert(!tacit.activities.includes('training'), tacit.activities.join());
    assert(!tacit.activities.includes('reading'), tacit.activities.join());
  });
});
