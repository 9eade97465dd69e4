import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { Latencies } from '../../../src/core/replay/latencies.ts';

describe('latencies', () => {
  it('add up typing and looking, and leave out the first hundred', () => {
    let clock = 0;
    let [typing, looking] = [0, 0];
    const latencies = new Latencies();
    const watched = latencies.watch(
      {
        type() {
          clock += typing;
        },
        *offer() {
          clock += looking;
          yield;
          return { cuts: [], path: [], around: undefined };
        },
      },
      () => clock,
    );
    [typing, looking] = [500, 500];
    for (let i = 0; i < 100; i++) {
      watched.type('a');
      finish(watched.offer());
    }
    expect(latencies.percentiles()).toBeUndefined();
    // 1, 2, … 200 milliseconds, of which typing takes a quarter.
    for (let i = 1; i <= 200; i++) {
      [typing, looking] = [i / 4, (3 * i) / 4];
      watched.type('a');
      finish(watched.offer());
    }
    expect(latencies.percentiles()).toEqual({ p50: 101, p95: 191, p99: 199 });
  });
});
