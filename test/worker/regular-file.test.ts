import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileReference } from '../../src/protocol/trainer-contract.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { readCorpus } from '../../src/worker/read-corpus.ts';
import { readAtMost, readRegular } from '../../src/worker/regular-file.node.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { write } from './small-workspace.ts';
import { sourceOf } from './source-of.ts';
import { valueOf } from './start-worker.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none });

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('holds up nothing and is left out: a pipe, a socket, a device, a folder', async () => {
    const folder = temporaryFolder();
    const inFolder = (path: string): FileReference => ({ path, source: { diskPath: join(folder, path) } });
    // More pipes than there are threads that read, so that none would be left. One is asked for its rules, too.
    const pipes = ['.gitignore', ...'abcdefgh'];
    for (const name of pipes) execFileSync('mkfifo', [join(folder, name)]);
    mkdirSync(join(folder, 'folder'));
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const references = [
      ...[...pipes, 'socket', 'folder'].map(inFolder),
      { path: 'zeros', source: { diskPath: '/dev/zero' } },
      write(folder, 'gull.ts', sourceOf('gull')),
    ];
    const { files, omissions } = await readCorpus(references, platform, Infinity);
    server.close();
    expect(files.map(({ path }) => path)).toEqual(['gull.ts']);
    expect(omissions.map(({ reason }) => reason)).toEqual(Array(pipes.length + 3).fill('unreadable'));
  });

  it('is no stored file', async () => {
    const path = join(temporaryFolder(), 'stored');
    execFileSync('mkfifo', [path]);
    expect(await nodeFiles.read(path)).toMatchObject({
      ok: false,
      failure: { code: 'model-unreadable', path },
    });
  });
});

describe('a file that grows while it is read', () => {
  const read = (path: string, limit: number) =>
    readRegular(path, async (file, size) => {
      appendFileSync(path, 'b'.repeat(50));
      return readAtMost(file, size, limit);
    });

  it('is read to its end, if that is not too far', async () => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(path, 'a'.repeat(50));
    for (const limit of [100, 150, 1000]) {
      expect(new TextDecoder().decode(await read(path, limit))).toBe(readFileSync(path, 'utf8'));
    }
  });

  it('is too large as soon as it exceeds the limit', async () => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(path, 'a'.repeat(50));
    expect(await read(path, 99)).toBeUndefined();
  });
});

describe('a stored file that another window replaces', () => {
  it('is read whole: the old one or the new one', async () => {
    const path = join(temporaryFolder(), 'stored');
    const versions = [1, 2].map((byte) => new Uint8Array(3_000_000 + byte).fill(byte));
    valueOf(await nodeFiles.writeWhole(path, versions[0]));
    const writing = (async () => {
      for (let i = 1; i <= 30; i++) valueOf(await nodeFiles.writeWhole(path, versions[i % 2]));
    })();
    for (let i = 0; i < 60; i++) {
      const bytes = valueOf(await nodeFiles.read(path));
      expect(versions.some((version) => Buffer.compare(version, bytes ?? none) === 0)).toBe(true);
    }
    await writing;
  });
});
