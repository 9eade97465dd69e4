import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acquireTrainingLock } from '../../src/extension/training/training-lock.ts';
import { RestartPolicy } from '../../src/extension/threads/restart-policy.ts';
import { WorkerThread } from '../../src/extension/threads/worker-thread.ts';
import { ChangeGatherer } from '../../src/extension/workspace/change-gatherer.ts';
import { untilQuiet } from '../../src/extension/workspace/until-quiet.ts';
import { objects, startTacit } from '../cli/run-tacit.ts';
import { type LocalThread, localThread } from '../extension/threads/threads.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { reportFault } from './fault-report.ts';

const typed = vi.hoisted(() => ({ listeners: new Set<(event: object) => void>() }));

vi.mock('vscode', () => {
  const event = (listener: (event: object) => void) => {
    typed.listeners.add(listener);
    return { dispose: () => typed.listeners.delete(listener) };
  };
  return {
    workspace: { onDidChangeTextDocument: event, onDidOpenTextDocument: event },
    window: { onDidChangeVisibleTextEditors: event },
  };
});

const HOUR = 3_600_000;
const jumps = [HOUR, -HOUR, 9 * HOUR, -9 * HOUR, 72 * HOUR, -72 * HOUR, 10_000 * HOUR, -10_000 * HOUR];
const survived = new Set<string>();

interface Deaf {
  readonly calls: { readonly wait: { readonly params: null; readonly result: null } };
  readonly notices: Readonly<Record<string, never>>;
}

/** Sets the clock by this many milliseconds. Time itself, and every timer, goes on as before. */
function jump(by: number): void {
  vi.setSystemTime(Date.now() + by);
}

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(1000 * count);

describe.each(jumps)('when the clock jumps by %i ms', (by) => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('quiet is found three seconds after the last key', async () => {
    let isQuiet = false;
    const waiting = untilQuiet(new AbortController().signal).then(() => (isQuiet = true));
    await seconds(2);
    for (const listener of typed.listeners) listener({ document: { uri: { scheme: 'file' } } });
    jump(by);
    await seconds(2.9);
    expect(isQuiet).toBe(false);
    await seconds(0.2);
    expect(isQuiet).toBe(true);
    await waiting;
    survived.add(`quiet ${by}`);
  });

  it('changed files are taken two seconds after the last change', async () => {
    const taken: (readonly string[])[] = [];
    const gatherer = new ChangeGatherer<string>({
      untilQuiet: () => Promise.resolve(),
      take: (items) => Promise.resolve(void taken.push(items)),
    });
    gatherer.note('a', 'a');
    await seconds(1.5);
    gatherer.note('b', 'b');
    jump(by);
    await seconds(1.9);
    expect(taken).toEqual([]);
    await seconds(0.2);
    expect(taken).toEqual([['a', 'b']]);
    gatherer.dispose();
    survived.add(`changes ${by}`);
  });

  it('a thread that ends again and again is still given up', async () => {
    const ends: (number | undefined)[] = [];
    const starts: LocalThread<Deaf>[] = [];
    const start = (): Promise<LocalThread<Deaf>> => {
      starts.push(localThread<Deaf>({ wait: () => new Promise(() => undefined) }));
      return Promise.resolve(starts[starts.length - 1]);
    };
    const thread = new WorkerThread<Deaf>(
      start,
      { started: () => undefined, ended: (_, restartsIn) => ends.push(restartsIn) },
      new RestartPolicy([1000, 1000]),
    );
    void thread.call('wait', null);
    for (let i = 0; i < 3; i++) {
      await seconds(2);
      jump(by);
      starts.at(-1).crash('no memory');
    }
    await seconds(2);
    expect(ends).toEqual([1000, 1000, undefined]);
    survived.add(`thread ${by}`);
  });
});

it('of two windows one holds the lock, whenever the clock has jumped', async () => {
  const oneHolds = async (by: number): Promise<void> => {
    const folder = temporaryFolder();
    const first = await acquireTrainingLock(folder);
    let isLost = false;
    first?.onLost(() => (isLost = true));
    // A heartbeat from before the jump is as much too old, or too new.
    const heartbeat = new Date(Date.now() - by);
    await utimes(join(folder, 'training.lock'), heartbeat, heartbeat);
    const second = await acquireTrainingLock(folder);
    await vi.waitFor(() => {
      expect(isLost).toBe(second !== undefined);
    }, 10_000);
    const third = await acquireTrainingLock(folder);
    expect(third).toBeUndefined();
    await Promise.all([first?.release(), second?.release()]);
    expect(await readdir(folder)).toEqual([]);
    survived.add(`lock ${by}`);
  };
  await Promise.all(jumps.map(oneHolds));
});

it('a training with a bound on time counts its seconds right while the clock jumps back and forth', async () => {
  const { folder } = smallWorkspace();
  const out = join(temporaryFolder(), 'model');
  // Each look at the clock shows another day.
  const jumping = `
    const RealDate = Date;
    let looks = 0;
    const now = () => RealDate.now() + (looks++ % 2 === 0 ? 1 : -1) * 72 * 3_600_000;
    globalThis.Date = class extends RealDate {
      constructor(...args) { super(...(args.length === 0 ? [now()] : args)); }
      static now() { return now(); }
    };`;
  const tiny = ['--hidden', '8', '--embedding', '8', '--vocabulary', '300', '--minutes', '0.05', '--json'];
  const started = performance.now();
  const run = startTacit(['train', folder, '--out', out, ...tiny], jumping);
  const { status, stdout, stderr } = await run.ended;
  expect(status, stderr).toBe(0);
  const counted = objects(stdout).map((line) => Number(line['seconds']));
  expect(counted).toEqual(counted.toSorted((a, b) => a - b));
  expect(counted[0]).toBeGreaterThanOrEqual(0);
  expect(counted.at(-1)).toBeLessThan((performance.now() - started) / 1000);
  const fault = 'clock that jumps by hours, days and a year, forwards and backwards';
  const tried = 4 * jumps.length + 1;
  reportFault({ fault, tried, survived: survived.size + 1, lost: 'nothing' });
});
