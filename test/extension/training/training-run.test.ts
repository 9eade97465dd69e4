import { afterEach, describe, expect, it, vi } from 'vitest';
import { succeeded } from '../../../src/protocol/failure.ts';
import { until } from '../threads/threads.ts';
import { model, trainingWindow, Window, Workspace } from './window.ts';

/** From now on, restarts are as early as a test wants. */
const hurry = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
afterEach(() => {
  vi.useRealTimers();
});

describe('a training run', () => {
  it('continues after a crash of its thread', async () => {
    const workspace = new Workspace();
    const window = new Window(workspace);
    const begun = window.session.begin();
    await window.training();
    workspace.stored = model(false);
    window.threads[0]?.crash('out of luck');
    await window.training(2);
    expect(window.runs[1]?.resume).toBe(true);
    window.end(succeeded({ reason: 'finished', seconds: 1, model: model(true) }));
    await begun;
    expect(window.activity).toBe('idle');
    expect(window.threads).toHaveLength(2);
  });

  it('begins again after a crash that comes before it has stored anything', async () => {
    const workspace = new Workspace();
    workspace.stored = model(true);
    const window = new Window(workspace);
    hurry();
    const trained = window.session.train();
    await window.training();
    window.threads[0]?.crash('out of luck');
    await until('its end', () => window.session.threads === 0);
    await vi.advanceTimersByTimeAsync(1000);
    await window.training(2);
    expect(window.runs.map(({ resume }) => resume)).toEqual([false, false]);
    workspace.stored = { ...model(false), created: '2026-01-02' };
    window.threads[1]?.crash('out of luck');
    await until('its end', () => window.session.threads === 0);
    await vi.advanceTimersByTimeAsync(5000);
    await window.training(3);
    expect(window.runs[2]?.resume).toBe(true);
    window.end(succeeded({ reason: 'finished', seconds: 1, model: model(true) }));
    await trained;
  });

  it.each([true, false])(
    'is given up with its thread, which is said once; under way: %s',
    async (isUnderWay) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
      try {
        const workspace = new Workspace();
        if (!isUnderWay) workspace.stored = model(true);
        const window = new Window(workspace);
        const begun = window.session.begin();
        if (isUnderWay) await window.training();
        else await begun;
        for (const delay of [1000, 5000, 30_000]) {
          const { length } = window.threads;
          window.threads[length - 1]?.crash('out of luck');
          await until('its end', () => window.session.threads === 0);
          expect(window.failures).toEqual([]);
          await vi.advanceTimersByTimeAsync(delay);
          await until('the next thread', () => window.threads.length === length + 1);
          if (isUnderWay) await window.training(length + 1);
        }
        window.threads[3]?.crash('out of luck');
        await until('the failure', () => window.failures.length > 0);
        await begun;
        await vi.advanceTimersByTimeAsync(100_000);
        expect(window.failures).toEqual(['worker-ended']);
        expect(window.threads).toHaveLength(4);
        expect(window.activity).toBe(isUnderWay ? 'failed' : 'idle');
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('can be paused and resumed', async () => {
    const window = await trainingWindow(new Workspace());
    await window.session.pause();
    expect(window.activity).toBe('paused');
    await window.session.resume();
    expect(window.activity).toBe('training');
  });
});
