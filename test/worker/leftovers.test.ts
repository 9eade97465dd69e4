import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../src/extension/platform.node.ts';
import { succeeded } from '../../src/protocol/failure.ts';
import { DelayedStore } from '../../src/worker/delayed-store.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { removeLeftovers } from '../../src/worker/leftovers.node.ts';
import { openStored } from '../../src/worker/stored-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from './start-worker.ts';

const DAY = 86_400_000;
/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;

/** Writes a large file and returns the name under which it is being written. */
async function nameWhileWriting(folder: string, write: () => Promise<unknown>): Promise<string> {
  const before = new Set(readdirSync(folder));
  const writing = write();
  const names = () => readdirSync(folder).filter((name) => !before.has(name) && name.endsWith('.tmp'));
  while (names().length === 0) await new Promise(setImmediate);
  const [name] = names();
  await writing;
  return name;
}

const large = 'x'.repeat(20_000_000);
const byWorker = (path: string) => nodeFiles.writeWhole(path, Buffer.from(large));
const byExtension = (path: string) => nodePlatform('/nowhere').replace(path, large);
const byCopying = (path: string) => {
  writeFileSync(`${path}.before`, large);
  return nodePlatform('/nowhere').copyNew(`${path}.before`, path);
};

describe.each([
  ['the worker', byWorker],
  ['the extension', byExtension],
  ['a copy by the extension', byCopying],
])('a temporary file of %s', (_, write) => {
  it('has another name each time, which is ours as long as its process lives', async () => {
    const folder = temporaryFolder();
    const name = () => nameWhileWriting(folder, () => write(join(folder, String(Math.random()))));
    const names = [await name(), await name()].map((one) => one.replace(/^0\.\d+/, 'stored'));
    expect(new Set(names).size).toBe(2);
    const killed = names[0].replace(`-${process.pid}-`, `-${dead}-`);
    for (const each of [names[0], killed]) writeFileSync(join(folder, each), 'text');
    await removeLeftovers(join(folder, 'other'), Date.now());
    expect(readdirSync(folder).filter((each) => each.startsWith('stored'))).toEqual([names[0]]);
  });

  it('is for its owner alone', async () => {
    const folder = temporaryFolder();
    await write(join(folder, 'stored'));
    expect(statSync(join(folder, 'stored')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'stored'), 'utf8') === large).toBe(true);
  });

  it('is not written through a link that waits under the name that earlier versions used', async () => {
    const folder = temporaryFolder();
    const foreign = join(temporaryFolder(), 'foreign');
    writeFileSync(foreign, 'theirs');
    symlinkSync(foreign, join(folder, `stored.${process.pid}.tmp`));
    await write(join(folder, 'stored'));
    expect(readFileSync(foreign, 'utf8')).toBe('theirs');
  });
});

describe('what is left in a folder of ours', () => {
  const left = async (names: readonly string[], now = Date.now()): Promise<string[]> => {
    const folder = temporaryFolder();
    for (const name of names) writeFileSync(join(folder, name), name);
    await removeLeftovers(join(folder, 'a'), now);
    return readdirSync(folder).toSorted();
  };

  it('is removed if a process that was killed wrote it, also an earlier version', async () => {
    expect(await left([`a.memory.${dead}.tmp`, `a.memory.${process.pid}.tmp`])).toEqual([
      `a.memory.${process.pid}.tmp`,
    ]);
  });

  it('stays for a day if its process may still be writing, perhaps on another machine', async () => {
    const names = [`a.${process.pid}.tmp`, `b.01234567-${dead}-0123456789abcdef.tmp`];
    expect(await left(names, Date.now() + DAY / 2)).toEqual(names);
    expect(await left(names, Date.now() + 2 * DAY)).toEqual([]);
  });

  it('stays whatever its age if it is nothing of the kind', async () => {
    const names = [
      'a.memory',
      'a.tmp',
      'a.12x.tmp',
      `a.${dead}.tmp.txt`,
      `b.${dead}.tmp`,
      'b',
      'b.damaged',
      'damaged',
    ].toSorted();
    expect(await left(names, Date.now() + 400 * DAY)).toEqual(names);
  });

  it('is not looked for behind a link', async () => {
    const [folder, foreign] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(foreign, `a.${dead}.tmp`), 'theirs');
    symlinkSync(foreign, join(folder, 'linked'));
    mkdirSync(join(folder, `folder.${dead}.tmp`));
    symlinkSync(join(foreign, `a.${dead}.tmp`), join(folder, `b.${dead}.tmp`));
    for (const own of ['linked/a', 'folder', 'b']) await removeLeftovers(join(folder, own), Date.now());
    expect(readdirSync(foreign)).toEqual([`a.${dead}.tmp`]);
    expect(readdirSync(folder).toSorted()).toEqual([`b.${dead}.tmp`, `folder.${dead}.tmp`, 'linked']);
  });

  it('goes a week after it was set aside as damaged, if the file has been stored anew', async () => {
    const both = ['a.memory', 'a.memory.damaged'];
    expect(await left(both, Date.now() + 6 * DAY)).toEqual(both);
    expect(await left(both, Date.now() + 8 * DAY)).toEqual(['a.memory']);
    expect(await left(['a.memory.damaged'], Date.now() + 8 * DAY)).toEqual(['a.memory.damaged']);
  });

  it('is kept for a week from when it was set aside, not from when it was written', async () => {
    const path = join(temporaryFolder(), 'a.memory');
    writeFileSync(path, 'damaged');
    utimesSync(path, 1, 1);
    valueOf(await nodeFiles.setAside(path));
    writeFileSync(path, 'anew');
    await nodeFiles.removeLeftovers(path);
    expect(existsSync(`${path}.damaged`)).toBe(true);
    await nodeFiles.purge(path);
    expect(existsSync(`${path}.damaged`)).toBe(false);
  });

  it('goes when a stored file is opened, and when one is stored', async () => {
    const path = join(temporaryFolder(), 'a.memory');
    const killed = `${path}.${dead}.tmp`;
    const store = new DelayedStore(
      { files: nodeFiles, now: () => performance.now() },
      { encode: () => Buffer.from('anew'), after: 0, report: () => undefined },
    );
    store.path = path;
    const ways = [() => openStored(path, succeeded, { files: nodeFiles }), () => store.store()];
    for (const way of ways) {
      writeFileSync(killed, 'the text of 42 files');
      valueOf<unknown>(await way());
      expect(existsSync(killed)).toBe(false);
    }
  });
});
