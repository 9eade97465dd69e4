import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { succeeded } from '../../src/protocol/failure.ts';
import { DelayedStore } from '../../src/worker/delayed-store.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('too little memory to store is a failure until it is stored', async () => {
  const path = join(temporaryFolder(), 'file');
  let bytes = (): Uint8Array => new Uint8Array(2 ** 50);
  const store = new DelayedStore(
    { files: nodeFiles },
    { encode: () => bytes(), after: 1, report: () => undefined },
  );
  store.path = path;
  expect(await store.store()).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
  expect(store.problem).toMatchObject({ code: 'out-of-memory' });
  bytes = () => Uint8Array.of(1, 2, 3);
  expect(await store.store()).toEqual(succeeded(null));
  expect(store.problem).toBeUndefined();
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});
