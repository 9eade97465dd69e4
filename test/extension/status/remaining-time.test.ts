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
    [91, 2, 'minutes'],
    [300, 5, 'minutes'],
    [7200, 2, 'hours'],
  ])('of %s seconds is shown as %s %s', (seconds, count, unit) => {
    expect(remainingTime(seconds)).toEqual({ unit, count });
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
