import { describe, expect, it } from 'vitest';
import { DutyCycle } from '../../../src/worker/trainer/duty-cycle.ts';
import { TrainingClock } from '../../../src/worker/trainer/training-clock.ts';

/** A platform whose time passes only when it is told to, and in rests. */
class FakePlatform {
  milliseconds = 5000;
  readonly rests: number[] = [];

  now(): number {
    return this.milliseconds;
  }

  async wait(milliseconds: number): Promise<void> {
    this.rests.push(milliseconds);
    // The time passes after the wait has begun, as with a timer.
    await Promise.resolve();
    this.milliseconds += milliseconds;
  }
}

function start(share = 1, seconds = 0) {
  const platform = new FakePlatform();
  const clock = new TrainingClock(platform, new DutyCycle(platform, share), seconds);
  return { platform, clock };
}

describe('the clock of a run', () => {
  it('counts seconds, including those of earlier parts of the run', () => {
    const { platform, clock } = start(1, 40);
    platform.milliseconds += 1500;
    expect(clock.seconds).toBe(40);
    clock.count();
    expect(clock.seconds).toBe(41.5);
    platform.milliseconds += 250;
    clock.count();
    expect(clock.seconds).toBe(41.75);
  });

  it('counts the time before a pause, but not the pause', async () => {
    const { platform, clock } = start();
    platform.milliseconds += 1000;
    let end: (() => void) | undefined;
    const pausing = clock.pause(new Promise((resolve) => (end = resolve)));
    platform.milliseconds += 60_000;
    end?.();
    await pausing;
    platform.milliseconds += 500;
    clock.count();
    expect(clock.seconds).toBe(1.5);
  });

  it('leaves out what it is told to skip', () => {
    const { platform, clock } = start();
    platform.milliseconds += 3000;
    clock.skip();
    platform.milliseconds += 1000;
    clock.count();
    expect(clock.seconds).toBe(1);
  });

  it('rests in proportion to what it has counted, and does not count the rests', async () => {
    const { platform, clock } = start(0.25);
    const before = platform.now();
    for (let step = 0; step < 20; step++) {
      platform.milliseconds += 30;
      clock.count();
      while (clock.isTired) await clock.rest();
    }
    expect(clock.seconds).toBeCloseTo(0.6, 9);
    expect(platform.now() - before).toBeCloseTo(600 / 0.25, 6);
    expect(clock.withRests(10)).toBe(40);
  });

  it('asks for no rest where training may take all of the core', () => {
    const { platform, clock } = start();
    platform.milliseconds += 100_000;
    clock.count();
    expect(clock.isTired).toBe(false);
    expect(clock.withRests(10)).toBe(10);
  });
});
