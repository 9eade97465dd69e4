import { describe, expect, it } from 'vitest';
import { RestartPolicy } from '../../../src/extension/threads/restart-policy.ts';
import { endMessage, WorkerThread } from '../../../src/extension/threads/worker-thread.ts';
import { succeeded } from '../../../src/protocol/failure.ts';
import { type LocalThread, localThread, until } from './threads.ts';

interface Echo {
  readonly calls: {
    readonly say: { readonly params: string; readonly result: string };
    readonly hang: { readonly params: null; readonly result: null };
  };
  readonly notices: Readonly<Record<string, never>>;
}

/** A thread that echoes texts after the number of its start. */
function echoing(delays: readonly number[]): {
  thread: WorkerThread<Echo>;
  starts: LocalThread<Echo>[];
  ends: (number | undefined)[];
} {
  const starts: LocalThread<Echo>[] = [];
  const ends: (number | undefined)[] = [];
  const start = (): LocalThread<Echo> => {
    const number = starts.length + 1;
    const started = localThread<Echo>({
      say: (text) => succeeded(`${number} ${text}`),
      hang: () => new Promise(() => undefined),
    });
    starts.push(started);
    return started;
  };
  const thread = new WorkerThread<Echo>(
    () => Promise.resolve(start()),
    { started: () => undefined, ended: (_reason, restartsIn) => ends.push(restartsIn) },
    new RestartPolicy(delays),
  );
  return { thread, starts, ends };
}

const ended = { ok: false, failure: { code: 'worker-ended' } };

describe('a worker thread', () => {
  it('starts with the first call, once', async () => {
    const { thread, starts } = echoing([]);
    expect(thread.isAlive).toBe(false);
    const answers = await Promise.all([thread.call('say', 'a'), thread.call('say', 'b')]);
    expect(answers).toEqual([succeeded('1 a'), succeeded('1 b')]);
    expect(starts).toHaveLength(1);
    expect(thread.isAlive).toBe(true);
  });

  it('ends the calls under way at a crash, and runs again after a while', async () => {
    const { thread, starts } = echoing([20]);
    await thread.call('say', 'a');
    const hanging = thread.call('hang', null);
    await until('the call is under way', () => starts.length === 1);
    starts[0]?.crash('a bug');
    expect(await hanging).toMatchObject(ended);
    expect(await thread.call('say', 'too early')).toMatchObject(ended);
    expect(await thread.restarted()).toBe(true);
    expect(await thread.call('say', 'b')).toEqual(succeeded('2 b'));
  });

  it('gives up after as many crashes as its policy allows, until the user asks again', async () => {
    const { thread, starts, ends } = echoing([1, 1]);
    await thread.call('say', 'a');
    for (let crash = 0; crash < 3; crash++) {
      starts[starts.length - 1].crash('again');
      await until('the end is known', () => ends.length === crash + 1);
      expect(await thread.restarted()).toBe(crash < 2);
    }
    expect(ends).toEqual([1, 1, undefined]);
    expect(await thread.call('say', 'b')).toMatchObject(ended);
    thread.resetCrashes();
    expect(await thread.call('say', 'c')).toEqual(succeeded('4 c'));
  });

  it('does not make the user wait for the next start', async () => {
    const { thread, starts } = echoing([1_000_000]);
    await thread.call('say', 'a');
    starts[0]?.crash('early');
    await until('the thread has ended', () => !thread.isAlive);
    thread.resetCrashes();
    expect(await thread.call('say', 'b')).toEqual(succeeded('2 b'));
  });

  it('never runs again after it has been disposed, even during its start', async () => {
    const { thread, starts } = echoing([1]);
    const first = thread.call('say', 'a');
    await thread.dispose();
    await first;
    await until('the thread has ended', () => !thread.isAlive);
    expect(await thread.call('say', 'b')).toMatchObject(ended);
    expect(starts).toHaveLength(1);
  });

  it('counts a start that fails as a crash', async () => {
    const ends: (number | undefined)[] = [];
    const thread = new WorkerThread<Echo>(
      () => Promise.reject(new Error('no such file')),
      { started: () => undefined, ended: (_reason, restartsIn) => ends.push(restartsIn) },
      new RestartPolicy([]),
    );
    expect(await thread.call('say', 'a')).toMatchObject(ended);
    expect(ends).toEqual([undefined]);
  });

  it('goes on after a restart that fails, and says whether one of the next succeeds', async () => {
    for (const succeeds of [true, false]) {
      const starts: LocalThread<Echo>[] = [];
      let tries = 0;
      const start = (): Promise<LocalThread<Echo>> => {
        if (++tries === 2 || (tries > 2 && !succeeds)) return Promise.reject(new Error('no memory'));
        starts.push(localThread<Echo>({ say: succeeded, hang: () => new Promise(() => undefined) }));
        return Promise.resolve(starts[starts.length - 1]);
      };
      const events = { started: () => undefined, ended: () => undefined };
      const thread = new WorkerThread<Echo>(start, events, new RestartPolicy([60, 1]));
      await thread.call('say', 'a');
      starts[0]?.crash('out of luck');
      await until('the thread has ended', () => !thread.isAlive);
      expect(await thread.restarted()).toBe(succeeds);
      expect((await thread.call('say', 'b')).ok).toBe(succeeds);
    }
  });
});

describe('the log of an ended thread', () => {
  it('says why it ended and whether it starts again', () => {
    expect(endMessage('trainer', 'Out of luck.', 5000)).toBe(
      "The trainer's thread has ended: Out of luck. It will be started again in 5 s.",
    );
    expect(endMessage('trainer', 'Out of luck.', undefined)).toContain('will not be started again');
  });
});

describe('the restart policy', () => {
  it('waits longer each time, gives up, and starts over after ten healthy minutes', () => {
    const policy = new RestartPolicy([1, 5]);
    policy.started(0);
    expect([policy.ended(10), policy.ended(20), policy.ended(30)]).toEqual([1, 5, undefined]);
    policy.started(100);
    expect(policy.ended(100 + 10 * 60_000)).toBe(1);
  });
});
