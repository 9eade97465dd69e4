import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remainingTime } from '../../../src/extension/status/remaining-time.ts';

const inSeconds = { seconds: 1, minutes: 60, hours: 3600 };

describe('the time left', () => {
  it.each([
    [0, 0, 'seconds'],
    [Number.NaN, 0, 'seconds'],
    [-5, 0, 'seconds'],
    [0.2, 1, 'seconds'],
    [47, 50, 'seconds'],
    [89, 90, 'seconds'],
    [91, 90, 'seconds'],
    [119, 120, 'seconds'],
    [120, 2, 'minutes'],
    [7190, 120, 'minutes'],
    [300, 5, 'minutes'],
    [7200, 2, 'hours'],
  ])('of %s seconds is shown as %s %s', (seconds, count, unit) => {
    expect(remainingTime(seconds)).toEqual({ unit, count });
  });

  it('never falls by much more than the time that has passed', () => {
    const shownAt = (seconds: number): number => {
      const { unit, count } = remainingTime(seconds);
      return count * inSeconds[unit];
    };
    const step = { seconds: 10, minutes: 60, hours: 3600 };
    for (let left = 4 * 3600; left > 1; left--) {
      expect(shownAt(left) - shownAt(left - 1)).toBeLessThanOrEqual(step[remainingTime(left).unit]);
      expect(shownAt(left)).toBeGreaterThanOrEqual(shownAt(left - 1));
    }
  });

  it('is never wrong by more than half', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (seconds) => {
        const { unit, count } = remainingTime(seconds);
        const shown = count * inSeconds[unit];
        expect(Math.abs(shown - seconds) / seconds).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
