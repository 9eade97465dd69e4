import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeGatherer } from '../../../src/extension/workspace/change-gatherer.ts';
import { wait } from '../../../src/extension/threads/wait.ts';

/** A window in which somebody may be typing. */
class Window {
  isTyping = false;
  /** What was handed over, and when: milliseconds since the start. */
  readonly taken: { readonly at: number; readonly items: readonly string[] }[] = [];
  readonly #start = Date.now();
  readonly gatherer = new ChangeGatherer<string>({
    untilQuiet: async (signal) => {
      while (this.isTyping && !signal.aborted) await wait(100, signal);
    },
    take: (items) => {
      this.taken.push({ at: Date.now() - this.#start, items });
      return Promise.resolve();
    },
  });

  note(...names: readonly string[]): void {
    for (const name of names) this.gatherer.note(name, name);
  }
}

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1000);

describe('changes of many files', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('are one event, however many there are and however they arrive', async () => {
    const window = new Window();
    const names = Array.from({ length: 5000 }, (_, file) => `${file}.ts`);
    for (let at = 0; at < names.length; at += 500) {
      window.note(...names.slice(at, at + 500));
      await seconds(1);
    }
    await seconds(60);
    expect(window.taken.map(({ items }) => items)).toEqual([names]);
  });

  it('wait until nobody types', async () => {
    const window = new Window();
    window.isTyping = true;
    window.note('a.ts');
    await seconds(200);
    expect(window.taken).toEqual([]);
    window.note('b.ts');
    window.isTyping = false;
    await seconds(1);
    expect(window.taken).toMatchObject([{ items: ['a.ts', 'b.ts'] }]);
  });

  it('of one file count once, in the latest form', async () => {
    const window = new Window();
    window.gatherer.note('a.ts', 'deleted');
    await seconds(1);
    window.gatherer.note('a.ts', 'created');
    await seconds(5);
    expect(window.taken).toMatchObject([{ items: ['created'] }]);
  });

  it('are handed over now and then even if they never end, with a rest in between', async () => {
    const window = new Window();
    for (let second = 0; second < 130; second++) {
      window.note('growing.log');
      await seconds(1);
    }
    const times = window.taken.map(({ at }) => at);
    expect(times.length).toBeGreaterThan(1);
    times.slice(1).forEach((at, before) => {
      expect(at - (times[before] ?? 0)).toBeGreaterThanOrEqual(15_000);
    });
  });

  it('that come while others are dealt with are not lost', async () => {
    const window = new Window();
    window.note('a.ts');
    await seconds(3);
    window.note('b.ts');
    await seconds(60);
    window.note('c.ts');
    await seconds(60);
    expect(window.taken.map(({ items }) => items)).toEqual([['a.ts'], ['b.ts'], ['c.ts']]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are dropped, and leave no timer, when the window closes', async () => {
    const window = new Window();
    window.note('a.ts');
    await seconds(1);
    window.gatherer.dispose();
    window.note('b.ts');
    await seconds(60);
    expect(vi.getTimerCount()).toBe(0);
    expect(window.taken).toEqual([]);
  });
});
