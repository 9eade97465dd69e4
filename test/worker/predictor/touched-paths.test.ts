import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TouchedPaths } from '../../../src/worker/predictor/touched-paths.ts';

const paths = ['a', 'a/b', 'a/b/c', 'ab', 'a/bc', 'd'];
const touch = fc.record({ path: fc.constantFrom(...paths), isGone: fc.boolean() });

describe('the last touch', () => {
  it('may be of the file itself or of a folder around it', () => {
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 8 }), (touches) => {
        const touched = new TouchedPaths();
        for (const { path, isGone } of touches) {
          if (isGone) touched.deleted([path]);
          else touched.saved(path);
        }
        for (const path of paths) {
          const last = touches.findLast((each) => path === each.path || path.startsWith(`${each.path}/`));
          expect(touched.has(path)).toBe(last !== undefined);
          expect(touched.isGone(path)).toBe(last?.isGone === true);
        }
        const { count } = touched;
        expect(count).toBe(touches.length);
        expect(paths.filter((path) => touched.has(path, count))).toEqual([]);
        touched.saved('a');
        expect(touched.has('a/b', count)).toBe(true);
        touched.clear();
        expect(paths.filter((path) => touched.has(path))).toEqual([]);
      }),
    );
  });
});
