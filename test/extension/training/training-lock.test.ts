import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acquireTrainingLock } from '../../../src/extension/training/training-lock.ts';

describe('the training lock', () => {
  let home: string;
  let folder: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'tacit-lock-'));
    folder = join(home, 'storage', 'of-this-workspace');
  });

  afterEach(async () => {
    vi.useRealTimers();
    await rm(home, { recursive: true });
  });

  const leaveLock = async (holder: object): Promise<string> => {
    const lock = await acquireTrainingLock(folder);
    const [name = ''] = await readdir(folder);
    await lock?.release();
    const file = join(folder, name);
    await writeFile(
      file,
      JSON.stringify({ token: 'other', host: hostname(), process: process.pid, ...holder }),
    );
    return file;
  };

  it('has one holder at a time, and leaves no file when it is released', async () => {
    const lock = await acquireTrainingLock(folder);
    expect(lock).toBeDefined();
    expect(await acquireTrainingLock(folder)).toBeUndefined();
    await lock?.release();
    expect(await readdir(folder)).toEqual([]);
    const next = await acquireTrainingLock(folder);
    expect(next).toBeDefined();
    await next?.release();
  });

  it('leaves no timer once it is released', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const lock = await acquireTrainingLock(folder);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await lock?.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes to exactly one of many that ask at the same time', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => acquireTrainingLock(folder)));
    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1);
    for (const lock of locks) await lock?.release();
  });

  it('is taken over from a process that no longer runs', async () => {
    // On Linux, no process has a number above four million.
    await leaveLock({ process: 99_999_999 });
    const lock = await acquireTrainingLock(folder);
    expect(lock).toBeDefined();
    await lock?.release();
  });

  it.each([
    [0, false],
    [-20, true],
  ])(
    'cannot be read where its window died while it wrote it, %i seconds from now',
    async (seconds, isTaken) => {
      const file = await leaveLock({});
      await writeFile(file, '{"token":"ot');
      const written = new Date(Date.now() + 1000 * seconds);
      await utimes(file, written, written);
      const lock = await acquireTrainingLock(folder);
      expect(lock !== undefined).toBe(isTaken);
      await lock?.release();
    },
  );

  it.each([0, -100, 100])(
    'is left to a process on another machine with a heartbeat at %i seconds from now',
    async (seconds) => {
      const file = await leaveLock({ host: 'elsewhere', process: 99_999_999 });
      const heartbeat = new Date(Date.now() + 1000 * seconds);
      await utimes(file, heartbeat, heartbeat);
      expect(await acquireTrainingLock(folder)).toBeUndefined();
    },
  );

  it.each([-300, 300, 1e6, 1e9])(
    'is taken over from another machine whose heartbeat is at %i seconds from now',
    async (seconds) => {
      const file = await leaveLock({ host: 'elsewhere', process: 99_999_999 });
      const heartbeat = new Date(Date.now() + 1000 * seconds);
      await utimes(file, heartbeat, heartbeat);
      const lock = await acquireTrainingLock(folder);
      expect(lock).toBeDefined();
      await lock?.release();
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is taken over from what is no file, and waits for no pipe',
    async () => {
      const pipe = await leaveLock({});
      await rm(pipe);
      execFileSync('mkfifo', [pipe]);
      const lock = await acquireTrainingLock(folder);
      expect(lock).toBeDefined();
      await rm(pipe);
      execFileSync('mkfifo', [pipe]);
      await lock?.release();
      expect(await readdir(folder)).toHaveLength(1);
    },
  );

  it('is soon reported as lost if another window took it at the same moment', async () => {
    const lock = await acquireTrainingLock(folder);
    const lost = new Promise<string>((resolve) => {
      lock?.onLost(() => {
        resolve('lost');
      });
    });
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), JSON.stringify({ token: 'other', host: hostname(), process: 1 }));
    expect(await lost).toBe('lost');
    await lock?.release();
    expect(await readdir(folder)).toEqual([name]);
  });

  it('stays with its holder when its folder is moved away', async () => {
    const lock = await acquireTrainingLock(folder);
    let isLost = false;
    lock?.onLost(() => (isLost = true));
    await rename(folder, join(home, 'moved'));
    await vi.waitFor(async () => {
      expect(await readdir(folder)).toHaveLength(1);
    }, 5000);
    expect(isLost).toBe(false);
    expect(await acquireTrainingLock(folder)).toBeUndefined();
    await lock?.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not released by a window that has lost it', async () => {
    const lost = await acquireTrainingLock(folder);
    await leaveLock({});
    await lost?.release();
    expect(await readdir(folder)).toHaveLength(1);
  });
});
