import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiskFolder, FileReference } from '../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { readCorpus } from '../../src/worker/read-corpus.ts';
import { savedSource } from '../../src/worker/saved-source.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { write } from './small-workspace.ts';
import { sourceOf } from './source-of.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none });

/** A workspace of two folders, and a folder that is not in it. */
function workspace() {
  const parent = temporaryFolder();
  const [one, two, foreign] = ['one', 'two', 'one-more'].map((name) => {
    mkdirSync(join(parent, name));
    return join(parent, name);
  });
  const folders: DiskFolder[] = [
    { diskPath: one, prefix: 'one/' },
    { diskPath: two, prefix: 'two/' },
  ];
  return { parent, one, two, foreign, folders };
}

type Workspace = ReturnType<typeof workspace>;

/** A reference as the editor lists it: by the name of the link. */
function listed({ one, folders }: Workspace, name: string): FileReference {
  return { path: `one/${name}`, source: { diskPath: join(one, name), folders } };
}

/** The paths that are learned, and those that are left out. */
async function learned(references: readonly FileReference[], room = Infinity): Promise<unknown> {
  const { files, omissions } = await readCorpus(references, platform, room);
  return [
    files.map(({ path }) => path),
    Object.fromEntries(omissions.map(({ path, reason }) => [path, reason])),
  ];
}

describe.skipIf(process.platform === 'win32')('a link in the workspace', () => {
  it('is followed to a file in any of its folders', async () => {
    const place = workspace();
    write(place.two, 'gull.ts', sourceOf('gull'));
    write(place.one, 'src/tern.ts', sourceOf('tern'));
    symlinkSync(join(place.two, 'gull.ts'), join(place.one, 'linked.ts'));
    symlinkSync('src', join(place.one, 'folder'));
    symlinkSync('.', join(place.one, 'itself'));
    const references = ['linked.ts', 'folder/tern.ts', 'itself'].map((name) => listed(place, name));
    expect(await learned(references)).toEqual([
      ['one/folder/tern.ts', 'one/linked.ts'],
      { 'one/itself': 'link' },
    ]);
  });

  it('is not followed out of them, whether it is a file, a folder or a chain, nor does it take room', async () => {
    const place = workspace();
    write(place.foreign, 'passwords.txt', 'hunter2\n'.repeat(9000));
    write(place.one, 'gull.ts', sourceOf('gull'));
    symlinkSync(join(place.foreign, 'passwords.txt'), join(place.one, 'notes.txt'));
    symlinkSync(place.foreign, join(place.one, 'docs'));
    symlinkSync('notes.txt', join(place.one, 'chain.txt'));
    const names = ['notes.txt', 'docs/passwords.txt', 'chain.txt'];
    const references = [...names, 'gull.ts'].map((name) => listed(place, name));
    const left = Object.fromEntries(names.map((name) => [`one/${name}`, 'link']));
    expect(await learned(references, 10_000)).toEqual([['one/gull.ts'], left]);
  });

  it('gives no rules as a .gitignore file, as it gives git none', async () => {
    const place = workspace();
    write(place.one, 'rules.txt', '*.ts\n');
    write(place.one, 'gull.ts', sourceOf('gull'));
    symlinkSync('rules.txt', join(place.one, '.gitignore'));
    const references = ['.gitignore', 'gull.ts'].map((name) => listed(place, name));
    expect(await learned(references)).toEqual([['one/.gitignore', 'one/gull.ts'], {}]);
  });

  it('does not hide the name of what it leads to', async () => {
    const place = workspace();
    const hidden = {
      '.env': 'secret',
      'two.key': 'secret',
      '.git/config': 'excluded',
      'local/a.ts': 'ignored',
    };
    const ignore = write(place.two, '.gitignore', 'local/\n');
    const names = Object.keys(hidden).map((name, at) => {
      write(place.two, name, sourceOf(`gull${at}`));
      symlinkSync(join(place.two, name), join(place.one, `notes${at}.txt`));
      return `notes${at}.txt`;
    });
    const references = [...names.map((name) => listed(place, name)), { ...ignore, path: 'two/.gitignore' }];
    const left = Object.fromEntries(names.map((name, at) => [`one/${name}`, Object.values(hidden)[at]]));
    expect(await learned(references)).toEqual([['two/.gitignore'], left]);
  });

  it('does not matter on the way to the workspace itself', async () => {
    const place = workspace();
    write(place.one, 'gull.ts', sourceOf('gull'));
    symlinkSync(place.parent, join(place.foreign, 'home'));
    const diskPath = join(place.foreign, 'home', 'one');
    const folders = [{ diskPath, prefix: '' }];
    const source = { diskPath: join(diskPath, 'gull.ts'), folders };
    expect(await learned([{ path: 'gull.ts', source }])).toEqual([['gull.ts'], {}]);
  });

  it('is judged, too, where the editor has decoded the file', async () => {
    const place = workspace();
    write(place.foreign, 'a.txt', '');
    symlinkSync(place.foreign, join(place.one, 'docs'));
    const { path, source } = listed(place, 'docs/a.txt');
    const bytes = new TextEncoder().encode(sourceOf('gull'));
    expect(await learned([{ path, source: { ...source, bytes } }])).toEqual([[], { [path]: 'link' }]);
  });

  it('is judged, too, when it is saved', async () => {
    const place = workspace();
    write(place.foreign, 'a.ts', '');
    write(place.one, 'b.ts', '');
    write(place.one, '.env', '');
    symlinkSync(join(place.foreign, 'a.ts'), join(place.one, 'out.ts'));
    symlinkSync('.env', join(place.one, 'secret.ts'));
    symlinkSync('b.ts', join(place.one, 'in.ts'));
    const saved = async (name: string) => {
      const file = { diskPath: join(place.one, name), folders: place.folders };
      const source = await savedSource(
        { path: `one/${name}`, text: sourceOf('gull'), file, ignoreFiles: [] },
        platform,
      );
      return source?.path;
    };
    expect(await saved('out.ts')).toBeUndefined();
    expect(await saved('secret.ts')).toBeUndefined();
    expect(await saved('in.ts')).toBe('one/in.ts');
    expect(await saved('b.ts')).toBe('one/b.ts');
  });
});
