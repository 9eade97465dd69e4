import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nodePlatform } from '../../../src/extension/platform.node.ts';
import type { SuggestionEvent } from '../../../src/extension/statistics/suggestion-event.ts';
import { SuggestionStatistics } from '../../../src/extension/statistics/suggestion-statistics.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const shown: SuggestionEvent = { what: 'shown', languageId: 'ts', kind: 'line', characters: 20, taken: 0 };
const platform = nodePlatform('/nowhere');

/** The statistics of one window. */
class Window {
  readonly warnings: string[] = [];
  readonly statistics: SuggestionStatistics;

  constructor(file: string | undefined) {
    const ignore = (): void => undefined;
    const log = {
      debug: ignore,
      info: ignore,
      warn: (message: string) => void this.warnings.push(message),
      error: ignore,
    };
    this.statistics = new SuggestionStatistics(platform, file, log, () => '2026-08-31');
  }

  async shown(): Promise<readonly number[]> {
    return (await this.statistics.all()).map((row) => row.shown);
  }
}

const newFile = (): string => join(temporaryFolder(), 'storage', 'statistics.json');

describe('the statistics of suggestions', () => {
  it('are stored, and are there the next time', async () => {
    const file = newFile();
    const first = new Window(file);
    expect(await first.shown()).toEqual([]);
    first.statistics.count(shown);
    expect(await first.shown()).toEqual([1]);
    await first.statistics.dispose();
    expect(await new Window(file).shown()).toEqual([1]);
    expect(readdirSync(join(file, '..'))).toEqual(['statistics.json']);
  });

  it('are those of all windows', async () => {
    const file = newFile();
    const windows = [new Window(file), new Window(file)];
    for (const { statistics } of windows) statistics.count(shown);
    for (const { statistics } of windows) await statistics.write();
    for (const { statistics } of windows) statistics.count(shown);
    for (const { statistics } of windows) await statistics.dispose();
    expect(await new Window(file).shown()).toEqual([4]);
  });

  it('do not write twice what was counted once', async () => {
    const file = newFile();
    const { statistics } = new Window(file);
    statistics.count(shown);
    await Promise.all([statistics.write(), statistics.write(), statistics.dispose()]);
    expect(await new Window(file).shown()).toEqual([1]);
  });

  it('are written half a minute after the first of them, also when more and more come', async () => {
    vi.useFakeTimers();
    try {
      const file = newFile();
      const { statistics } = new Window(file);
      statistics.count(shown);
      vi.advanceTimersByTime(29_000);
      statistics.count(shown);
      expect(vi.getTimerCount()).toBe(1);
      vi.advanceTimersByTime(1000);
      expect(vi.getTimerCount()).toBe(0);
      await statistics.all();
      expect(readFileSync(file, 'utf8')).toContain('"shown":2');
    } finally {
      vi.useRealTimers();
    }
  });

  it('can be erased', async () => {
    const file = newFile();
    const window = new Window(file);
    window.statistics.count(shown);
    await window.statistics.write();
    window.statistics.count(shown);
    await window.statistics.erase();
    expect(await window.shown()).toEqual([]);
    await window.statistics.dispose();
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('are set aside when they are damaged, and say so', async () => {
    const file = newFile();
    mkdirSync(join(file, '..'));
    writeFileSync(file, '{"format":1,"counts":[{"da');
    const window = new Window(file);
    window.statistics.count(shown);
    await window.statistics.dispose();
    expect(window.warnings).toEqual([expect.stringMatching(/damaged/)]);
    expect(await new Window(file).shown()).toEqual([1]);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"format":1,"counts":[{"da');
  });

  it.skipIf(process.platform === 'win32')('do not wait for a pipe in place of the file', async () => {
    const file = newFile();
    mkdirSync(join(file, '..'));
    execFileSync('mkfifo', [file]);
    const window = new Window(file);
    window.statistics.count(shown);
    await window.statistics.dispose();
    expect(await new Window(file).shown()).toEqual([1]);
  });

  it('are kept in the window while they cannot be stored', async () => {
    const folder = join(temporaryFolder(), 'storage');
    writeFileSync(folder, 'a file in place of the folder');
    const file = join(folder, 'statistics.json');
    const window = new Window(file);
    window.statistics.count(shown);
    await window.statistics.write();
    expect(window.warnings).toEqual([expect.stringMatching(/not stored/)]);
    expect(await window.shown()).toEqual([1]);
  });

  it('last as long as the window where there is no disk', async () => {
    const window = new Window(undefined);
    window.statistics.count(shown);
    expect(await window.shown()).toEqual([1]);
    await window.statistics.dispose();
  });

  it('leave no timer when they are disposed, and count no more', async () => {
    vi.useFakeTimers();
    try {
      const window = new Window(newFile());
      window.statistics.count(shown);
      expect(vi.getTimerCount()).toBe(1);
      await window.statistics.dispose();
      window.statistics.count(shown);
      expect(vi.getTimerCount()).toBe(0);
      expect(await window.shown()).toEqual([1]);
    } finally {
      vi.useRealTimers();
    }
  });
});
