import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileReference } from '../../src/protocol/trainer-contract.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { readCorpus } from '../../src/worker/read-corpus.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const platform = {
  files: nodeFiles,
  createKernels: () => expect.unreachable(),
  now: () => 0,
  date: () => new Date(0),
  breathe: () => Promise.resolve(),
  wait: () => Promise.resolve(),
};

describe('reading a notebook of three megabytes', () => {
  it('takes its cells, and no room for the pictures below them', async () => {
    const diskPath = join(temporaryFolder(), 'large.ipynb');
    const outputs = [{ output_type: 'display_data', data: { 'image/png': 'iVBORw0KGgo='.repeat(250_000) } }];
    writeFileSync(diskPath, JSON.stringify({ cells: [{ source: 'draw(flock)', outputs }], nbformat: 4 }));
    const read = await readCorpus([{ path: 'large.ipynb', source: { diskPath } }], platform, 200_000);
    expect(read).toMatchObject({ files: [{ path: 'large.ipynb', text: 'draw(flock)\n' }], omissions: [] });
  });
});

describe('reading a corpus that is larger than its room', () => {
  const folder = temporaryFolder();
  /** A file of a thousand bytes, unlike the others, that was written this many days ago. */
  const file = (path: string, days: number, isOpen = false): FileReference => {
    const diskPath = join(folder, path);
    writeFileSync(
      diskPath,
      Array.from({ length: 125 }, (_, i) => `${path}${100 + i}${days};\n`.slice(-8)).join(''),
    );
    const then = new Date(Date.UTC(2026, 0, 30 - days));
    utimesSync(diskPath, then, then);
    return { path, source: { diskPath }, isOpen };
  };
  const references = [
    file('a', 9),
    file('b', 1),
    file('c', 5, true),
    file('d', 2),
    { path: 'gone', source: { diskPath: join(folder, 'gone') } },
  ];

  it('takes open and recent files, in the order of their paths, and reports what there was no room for', async () => {
    const read = await readCorpus(references, platform, 2500);
    expect(read.files.map(({ path }) => path)).toEqual(['b', 'c']);
    expect(read.omissions).toEqual([
      { path: 'a', reason: 'no-room' },
      { path: 'd', reason: 'no-room' },
      { path: 'gone', reason: 'unreadable' },
    ]);
  });

  it('gives the room of files that are left out for their contents to others', async () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => `${i * i}\n`).join('');
    const data = ['t', 'u', 'v'].map((path, at) => {
      const diskPath = join(folder, path);
      writeFileSync(diskPath, numbers);
      const then = new Date(Date.UTC(2026, 1, 1 + at));
      utimesSync(diskPath, then, then);
      return { path, source: { diskPath } };
    });
    const read = await readCorpus([...references, ...data], platform, 1.5 * numbers.length);
    expect(read.files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
    expect(read.omissions).toEqual([
      { path: 'gone', reason: 'unreadable' },
      ...data.map(({ path }) => ({ path, reason: 'data' })),
    ]);
  });

  it('takes all files if there is room', async () => {
    const read = await readCorpus(references, platform, 4000);
    expect(read.files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives up between files when it is told to', async () => {
    expect(
      await readCorpus(references, platform, 4000, { stopped: () => true, reading: () => undefined }),
    ).toBeUndefined();
  });
});
