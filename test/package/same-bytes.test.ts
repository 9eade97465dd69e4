import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { listZip } from '../../scripts/vsix/zip-listing.ts';
import { packExtension } from '../../scripts/vsix/pack.ts';
import { temporaryFolder } from '../temporary-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('equal contents give equal packages in every time zone, language and folder', async () => {
  const packages = [];
  for (const [TZ, LC_ALL] of [
    ['UTC', 'C'],
    // In Czech, words with ch come after those with h.
    ['Asia/Shanghai', 'cs_CZ.UTF-8'],
  ] as const) {
    vi.stubEnv('TZ', TZ);
    vi.stubEnv('LC_ALL', LC_ALL);
    const folder = temporaryFolder();
    packages.push(await packExtension(join(folder, 'tacit.vsix'), join(folder, TZ)));
  }
  const [one, other] = packages;
  expect(listZip(one.bytes).map(({ path }) => path)).toContain('extension/NOTICE.txt');
  expect(other.digest).toBe(one.digest);
}, 30_000);
