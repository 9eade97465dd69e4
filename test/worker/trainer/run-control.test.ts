import { describe, expect, it } from 'vitest';
import { DutyCycle } from '../../../src/worker/trainer/duty-cycle.ts';
import { RunControl } from '../../../src/worker/trainer/run-control.ts';
import { TrainingClock } from '../../../src/worker/trainer/training-clock.ts';

const still = { now: () => 0, wait: () => Promise.resolve() };

function start() {
  return { control: new RunControl(), clock: new TrainingClock(still, new DutyCycle(still, 1), 0) };
}

/** The value of a promise, or 'pending' if it has none yet. */
async function soFar<T>(promise: Promise<T>): Promise<T | 'pending'> {
  const later = new Promise<'pending'>((resolve) => {
    setImmediate(() => {
      resolve('pending');
    });
  });
  return Promise.race([promise, later]);
}

describe('the control of a run', () => {
  it('lets it step until it is stopped', async () => {
    const { control, clock } = start();
    expect(await control.mayStep(clock)).toBe(true);
    expect(await control.mayStep(clock)).toBe(true);
    control.stop();
    expect(control.isStopped).toBe(true);
    expect(await control.mayStep(clock)).toBe(false);
  });

  it('holds it while it is paused, until it is resumed or stopped', async () => {
    for (const [end, maySteps] of [
      ['resume', true],
      ['stop', false],
    ] as const) {
      const { control, clock } = start();
      control.pause();
      const step = control.mayStep(clock);
      expect(await soFar(step)).toBe('pending');
      control[end]();
      expect(await step).toBe(maySteps);
    }
  });

  it('does other work between two steps, also in a pause, in the order in which it was asked for', async () => {
    const { control, clock } = start();
    const done: string[] = [];
    const work = (name: string) => () => {
      done.push(name);
      return Promise.resolve();
    };
    control.pause();
    const step = control.mayStep(clock);
    await Promise.all([control.interrupt(work('a')), control.interrupt(work('b'))]);
    expect(done).toEqual(['a', 'b']);
    expect(await soFar(step)).toBe('pending');
    control.resume();
    expect(await step).toBe(true);
  });

  it('reports a failure of such work to the one who asked for it, and lets the run continue', async () => {
    const { control, clock } = start();
    const asked = control.interrupt(() => Promise.reject(new Error('no')));
    const step = control.mayStep(clock);
    await expect(asked).rejects.toThrow('no');
    expect(await step).toBe(true);
  });

  it('stops it soon, however much other work is asked for', async () => {
    const { control, clock } = start();
    const asked = ['a', 'b'].map((name) => control.interrupt(() => Promise.resolve(name)));
    control.stop();
    expect(await control.mayStep(clock)).toBe(false);
    control.end();
    expect(await Promise.all(asked)).toEqual(['a', undefined]);
  });

  it('gives up work that has not begun when the run has ended', async () => {
    const { control, clock } = start();
    control.stop();
    expect(await control.mayStep(clock)).toBe(false);
    let begun = 0;
    const asked = control.interrupt(() => Promise.resolve(++begun));
    expect(await soFar(asked)).toBe('pending');
    control.end();
    expect(await asked).toBeUndefined();
    expect(begun).toBe(0);
  });
});
