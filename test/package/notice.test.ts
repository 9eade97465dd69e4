import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFolders, thirdPartyNotice } from '../../scripts/vsix/notice.ts';

const inputs = ['extension', 'worker', 'cli'].flatMap((bundle) => {
  const meta = JSON.parse(readFileSync(`dist/meta-${bundle}.json`, 'utf8')) as { inputs: object };
  return Object.keys(meta.inputs);
});

describe('the licences of others', () => {
  it.each([
    ['ignore', 'LICENSE-MIT'],
    ['jsonc-parser', 'LICENSE.md'],
    ['chardet', 'LICENSE'],
    ['assemblyscript', 'LICENSE'],
    ['assemblyscript', 'NOTICE'],
  ])('are all in the notice, word for word: %s/%s', async (name, file) => {
    const folder = `node_modules/${name}`;
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string };
    const notice = await thirdPartyNotice();
    expect(notice).toContain(`\n${name} ${version}\n`);
    expect(notice).toContain(readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim());
  });

  it('are looked for wherever a bundled file comes from', () => {
    const files = [
      'src/a.ts',
      'node_modules/a/b.js',
      'node_modules/@x/c/d/e.js',
      'node_modules/a/node_modules/f/g.js',
    ];
    expect(packageFolders(files).map((folder) => folder.slice(process.cwd().length + 1))).toEqual([
      'node_modules/a',
      'node_modules/@x/c',
      'node_modules/a/node_modules/f',
    ]);
    for (const file of inputs) expect(packageFolders([file])).toHaveLength(file.startsWith('src/') ? 0 : 1);
  });
});
