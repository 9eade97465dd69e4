import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import { activateTacit, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace with a 300 MB file, binaries and files that cannot be read', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is learned from its other files', async () => {
    await suggestionFor(tacit.api, 'const receipt = await ledger.', 'settle(invoice, today);');
    assert(!tacit.activities.includes('failed'), tacit.activities.join());
  });
});
