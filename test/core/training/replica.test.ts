import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinStates, lanesOf, statesOfLanes, takeLanes } from '../../../src/core/training/replica.ts';

const team = fc.integer({ min: 1, max: 5 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    B: fc.integer({ min: count, max: 20 }),
    T: fc.integer({ min: 1, max: 6 }),
  }),
);

function everyones({ count, B }: { count: number; B: number }) {
  return Array.from({ length: count }, (_, index) => lanesOf({ index, count }, B));
}

describe('the lanes of replicas', () => {
  it('are shared out whole, in order, and evenly', () => {
    fc.assert(
      fc.property(team, ({ count, B }) => {
        const lanes = everyones({ count, B });
        expect(
          lanes.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
        ).toEqual(Array.from({ length: B }, (_, b) => b));
        const sizes = lanes.map(({ from, to }) => to - from);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('take their own part of a batch', () => {
    fc.assert(
      fc.property(team, ({ count, B, T }) => {
        // Each number says where it is: array, time and lane.
        const rows = (array: number) =>
          Int32Array.from({ length: T * B }, (_, i) => 10_000 * array + 100 * Math.floor(i / B) + (i % B));
        const batch = { inputs: rows(1), targets: rows(2), clears: rows(3) };
        for (const lanes of everyones({ count, B })) {
          const own = takeLanes(batch, B, lanes);
          const expected = (array: number) =>
            Array.from({ length: T }, (_, t) =>
              Array.from(
                { length: lanes.to - lanes.from },
                (_, b) => 10_000 * array + 100 * t + lanes.from + b,
              ),
            ).flat();
          expect([own.inputs, own.targets, own.clears].map((each) => [...each])).toEqual(
            [1, 2, 3].map(expected),
          );
        }
      }),
    );
  });

  it('join the states of all replicas in the order in which they were taken apart', () => {
    fc.assert(
      fc.property(team, fc.integer({ min: 1, max: 4 }), ({ count, B }, H) => {
        const state = (seed: number) => ({
          shape: [B, H],
          data: Float32Array.from({ length: B * H }, (_, i) => seed + i),
        });
        const states = new Map([
          ['state.layer0.h', state(0)],
          ['state.layer0.c', state(1000)],
        ]);
        const parts = everyones({ count, B }).map((lanes) => statesOfLanes(states, states.keys(), lanes));
        expect(joinStates(parts)).toEqual(states);
      }),
    );
  });
});
