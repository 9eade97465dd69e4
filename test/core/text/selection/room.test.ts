import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdedOut, type MeasuredFile } from '../../../../src/core/text/selection/room.ts';

const files = fc.uniqueArray(
  fc.record({
    path: fc.string({ minLength: 1, maxLength: 3 }),
    bytes: fc.nat(100),
    modified: fc.nat(5),
    isOpen: fc.boolean(),
  }),
  { selector: ({ path }) => path },
);

function bytesOf(all: readonly MeasuredFile[]): number {
  return all.reduce((sum, { bytes }) => sum + bytes, 0);
}

describe('the room for files', () => {
  it('leaves out nothing if all files fit, and otherwise only what does not fit', () => {
    fc.assert(
      fc.property(files, fc.nat(400), (all, room) => {
        const out = crowdedOut(all, room);
        const taken = all.filter(({ path }) => !out.has(path));
        expect(bytesOf(taken)).toBeLessThanOrEqual(room);
        if (bytesOf(all) <= room) expect(out.size).toBe(0);
        const left = room - bytesOf(taken);
        for (const { path, bytes } of all) if (out.has(path)) expect(bytes).toBeGreaterThan(left);
      }),
    );
  });

  it('goes to open files first, then to those that were written last, whatever the order of the list', () => {
    fc.assert(
      fc.property(files, fc.nat(400), (all, room) => {
        const equal = all.map((file) => ({ ...file, bytes: 10 }));
        const out = crowdedOut(equal, room);
        const nearness = ({ isOpen, modified }: MeasuredFile) => (isOpen ? 100 : 0) + modified;
        const taken = equal.filter(({ path }) => !out.has(path)).map(nearness);
        for (const file of equal) {
          if (out.has(file.path)) expect(nearness(file)).toBeLessThanOrEqual(Math.min(Infinity, ...taken));
        }
        expect(crowdedOut(equal.toReversed(), room)).toEqual(out);
      }),
    );
  });
});
