import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, type WatchedTacit } from './tacit.ts';

describe('a workspace with a 300 MB file, binaries and files that cannot be read', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('is learned from its other files', async () => {
    await eventually('a model', () => tacit.api.state().hasModel);
    await suggestionFor(tacit.api, ledgerLine);
    assert(!tacit.activities.includes('failed'), tacit.activities.join());
  });

  it('reports which files were left out, and why', async () => {
    const { omissions } = await eventually('a corpus', () => tacit.api.state().corpus);
    const reasons = Object.fromEntries(omissions.map(({ path, reason }) => [path, reason]));
    assert.equal(reasons['huge.ts'], 'too-large');
    assert.equal(reasons['assets/program.bin'], 'binary');
    // Root can read files without permission.
    if (process.getuid?.() !== 0) assert.equal(reasons['unreadable/forbidden.ts'], 'unreadable');
    if (process.platform === 'linux') assert.equal(reasons['unreadable/broken-disk.ts'], 'unreadable');
  });
});
