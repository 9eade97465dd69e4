import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace at its second start', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('serves from the stored model, without training', async () => {
    await suggestionFor(tacit.api, ledgerLine);
    assert.equal(tacit.api.state().hasModel, true);
    assert(!tacit.activities.includes('training'), tacit.activities.join());
    assert(!tacit.activities.includes('reading'), tacit.activities.join());
  });
});
