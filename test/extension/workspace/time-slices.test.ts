import { describe, expect, it } from 'vitest';
import { mapBounded, mapInSlices } from '../../../src/extension/workspace/time-slices.ts';

const numbers = Array.from({ length: 400 }, (_, at) => at);
const never = new AbortController().signal;

describe('long work in slices', () => {
  it('gives other work its turn in between, and keeps the order', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    const busyMillisecond = (item: number): number => {
      for (const end = performance.now() + 0.2; performance.now() < end;);
      return item * 2;
    };
    expect(await mapInSlices(numbers, busyMillisecond, never)).toEqual(numbers.map((item) => item * 2));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  it('ends early when the signal is aborted', async () => {
    const abort = new AbortController();
    const mapped = await mapInSlices(
      numbers,
      (item) => {
        for (const end = performance.now() + 1; performance.now() < end;);
        abort.abort();
        return item;
      },
      abort.signal,
    );
    expect(mapped.length).toBeLessThan(numbers.length);
  });

  it('has a limited number of promises under way, and keeps the order', async () => {
    let underWay = 0;
    let most = 0;
    const map = async (item: number): Promise<number> => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, item % 3));
      underWay--;
      return item;
    };
    expect(await mapBounded(numbers, 8, map, never)).toEqual(numbers);
    expect(most).toBe(8);
  });
});
