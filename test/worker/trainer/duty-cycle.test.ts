import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DutyCycle } from '../../../src/worker/trainer/duty-cycle.ts';

/** Works for these milliseconds one after the other, and rests whenever a rest is due. */
async function spend(share: number, pieces: readonly number[]) {
  const rests: number[] = [];
  const duty = new DutyCycle(
    {
      wait: (milliseconds) => {
        rests.push(milliseconds);
        return Promise.resolve();
      },
    },
    share,
  );
  let worked = 0;
  for (const piece of pieces) {
    duty.worked(piece);
    worked += piece;
    while (duty.isTired) await duty.rest();
  }
  return { worked, rested: rests.reduce((sum, rest) => sum + rest, 0), rests };
}

describe('a duty cycle', () => {
  it('takes its share of the time, with rests of a bounded length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 3000, noNaN: true }), { maxLength: 50 }),
        async (share, pieces) => {
          const { worked, rested, rests } = await spend(share, pieces);
          // Less than a millisecond may still be owed.
          expect(Math.abs(rested - (worked / share - worked))).toBeLessThan(1 + 1e-6);
          expect(Math.max(0, ...rests)).toBeLessThanOrEqual(200);
        },
      ),
    );
  });

  it('gives way once, for the longest time that it was asked for', async () => {
    const rests: number[] = [];
    const wait = (milliseconds: number): Promise<void> => {
      rests.push(milliseconds);
      return Promise.resolve();
    };
    const duty = new DutyCycle({ wait }, 1);
    duty.giveWay(150);
    duty.giveWay(100);
    while (duty.isTired) await duty.rest();
    duty.worked(1000);
    expect(duty.isTired).toBe(false);
    expect(rests).toEqual([150]);
  });

  it('owes no rest for the time before its share was changed', () => {
    const duty = new DutyCycle({ wait: () => Promise.resolve() }, 0.1);
    duty.worked(1000);
    expect(duty.isTired).toBe(true);
    duty.share = 1;
    duty.worked(1000);
    expect(duty.isTired).toBe(false);
  });
});
