import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowLog } from '../../src/extension/log.ts';

/** An editor whose channel keeps what it is told, and whose native logger may be missing. */
class Editor {
  logLevel = 3;
  readonly told: string[] = [];
  file: string | undefined;
  readonly log: WindowLog;

  constructor(hasLogger: boolean) {
    if (hasLogger) this.file = '';
    const tell = (message: string): void => void this.told.push(message);
    const channel = { debug: tell, info: tell, warn: tell, error: tell };
    this.log = new WindowLog(
      Object.defineProperty(channel, 'logLevel', { get: () => this.logLevel }) as typeof channel & {
        logLevel: number;
      },
      '/logs/Tacit.log',
      {
        lastWritten: () => Promise.resolve(this.file === undefined ? undefined : 1),
        append: (_file, text) => {
          this.file = (this.file ?? '') + text;
          return Promise.resolve();
        },
      },
    );
  }

  get lines(): string[] {
    return (this.file ?? '').split('\n').slice(0, -1);
  }
}

describe('the log of a window', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('leaves the file to the editor where it writes one', async () => {
    const editor = new Editor(true);
    editor.log.info('early');
    await vi.advanceTimersByTimeAsync(20_000);
    editor.log.error('late');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(editor.told).toEqual(['early', 'late']);
    expect(editor.file).toBe('');
  });

  it('writes all lines to the file where the editor does not, each once and in order', async () => {
    const editor = new Editor(false);
    editor.log.info('first');
    editor.log.warn('second');
    await vi.advanceTimersByTimeAsync(20_000);
    editor.log.error('third');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(editor.lines.map((line) => line.replace(/^[-\d]+ [:.\d]+ /, ''))).toEqual([
      '[info] first',
      '[warn] second',
      '[error] third',
    ]);
    expect(editor.told).toEqual(['first', 'second', 'third']);
  });

  it('writes only what the level of the channel lets through', async () => {
    const editor = new Editor(false);
    editor.log.debug('not at this level');
    editor.logLevel = 2;
    editor.log.debug('at this level');
    editor.logLevel = 0;
    editor.log.error('never when the log is off');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(editor.lines).toHaveLength(1);
    expect(editor.lines[0]).toContain('[debug] at this level');
  });

  it('has no timer left and writes nothing once it is disposed', async () => {
    const editor = new Editor(false);
    editor.log.info('lost');
    editor.log.dispose();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(editor.file).toBeUndefined();

    const later = new Editor(false);
    await vi.advanceTimersByTimeAsync(20_000);
    later.log.info('lost');
    later.log.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
