import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { succeeded } from '../../src/protocol/failure.ts';
import { DelayedStore } from '../../src/worker/delayed-store.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { temporaryFolder } from '../temporary-folder.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('changes that go on and on are stored every thirty seconds, and others when they have ended', async () => {
  vi.useFakeTimers();
  const times: number[] = [];
  const encode = (): undefined => void times.push(performance.now());
  const files = { ...nodeFiles, removeLeftovers: () => Promise.resolve() };
  const platform = { files, now: () => performance.now() };
  const store = new DelayedStore(platform, { encode, after: 20_000, report: () => undefined });
  store.path = '/nowhere';
  const started = performance.now();
  for (let second = 0; second < 95; second++) {
    store.storeSoon();
    await vi.advanceTimersByTimeAsync(1000);
  }
  await vi.advanceTimersByTimeAsync(1_000_000);
  store.dispose();
  expect(vi.getTimerCount()).toBe(0);
  expect(times.map((time) => (time - started) / 1000)).toEqual([30, 60, 90, 114]);
});

it('too little memory to store is a failure until it is stored', async () => {
  const path = join(temporaryFolder(), 'file');
  let bytes = (): Uint8Array => new Uint8Array(2 ** 50);
  const store = new DelayedStore(
    { files: nodeFiles, now: () => performance.now() },
    { encode: () => bytes(), after: 1, report: () => undefined },
  );
  store.path = path;
  expect(await store.store()).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
  expect(store.problem).toMatchObject({ code: 'out-of-memory' });
  bytes = () => Uint8Array.of(1, 2, 3);
  expect(await store.store()).toEqual(succeeded(null));
  expect(store.problem).toBeUndefined();
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});

describe('what changes again and again', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['is stored twice its delay after the first change', undefined, 40],
    ['is stored sooner where one change is urgent', 5000, 10],
  ])('%s', (_, urgent, seconds) => {
    vi.useFakeTimers();
    const path = join(temporaryFolder(), 'file');
    let encoded = 0;
    const encode = (): undefined => {
      encoded++;
    };
    const store = new DelayedStore(
      { files: nodeFiles, now: () => Date.now() },
      { encode, after: 20_000, report: () => undefined },
    );
    store.path = path;
    const taken: number[] = [];
    return (async () => {
      store.storeSoon(urgent);
      for (let second = 1; second <= seconds + 5; second++) {
        await vi.advanceTimersByTimeAsync(1000);
        if (encoded > 0) taken.push(second);
        store.storeSoon();
      }
      store.dispose();
      expect(taken[0]).toBeLessThanOrEqual(seconds);
      expect(taken[0]).toBeGreaterThan(1);
    })();
  });
});
