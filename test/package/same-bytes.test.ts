import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { runQuietly } from '../../scripts/editor/command.ts';
import { root } from '../../scripts/paths.ts';
import { listZip } from '../../scripts/vsix/zip-listing.ts';
import { packExtension } from '../../scripts/vsix/pack.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What a checkout has none of, or what building it makes. */
const leftOut = [
  '.git',
  'node_modules',
  'dist',
  'out',
  '.vscode-test',
  '.workspaces',
  'test-results',
  'test',
];

it('equal sources give equal packages in every folder, time zone and language', async () => {
  const here = await packExtension(join(temporaryFolder(), 'tacit.vsix'), join(temporaryFolder(), 'copy'));
  const elsewhere = join(temporaryFolder(), 'another name');
  await mkdir(elsewhere);
  await cp(root, elsewhere, {
    recursive: true,
    filter: (path) => !leftOut.includes(relative(root, path)) && !basename(path).endsWith('.vsix'),
  });
  await symlink(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
  // In Czech, words with ch come after those with h.
  const environment = { TZ: 'Asia/Shanghai', LC_ALL: 'cs_CZ.UTF-8' };
  for (const script of ['build.ts', 'package.ts']) {
    const run = await runQuietly(process.execPath, [join('scripts', script)], elsewhere, environment);
    expect(run.status, run.output).toBe(0);
  }
  const other = await readFile(join(elsewhere, 'tacit.vsix'));
  expect(listZip(other)).toEqual(listZip(here.bytes));
  expect(other.equals(here.bytes)).toBe(true);
  expect(listZip(other).map(({ path }) => path)).toContain('extension/NOTICE.txt');
}, 120_000);
