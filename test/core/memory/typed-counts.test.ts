import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TypedCounts } from '../../../src/core/memory/typed-counts.ts';
import { countedNgrams } from './counted-ngrams.ts';

const order = 4;
const line = fc.array(fc.nat(4), { maxLength: 6 });
const edit = fc.record({
  at: fc.nat(),
  removed: fc.nat(3),
  inserted: fc.array(line, { maxLength: 3 }),
});

/** The tokens of all lines above a line. */
function before(lines: readonly (readonly number[])[], index: number): Int32Array {
  return Int32Array.from(lines.slice(0, index).flat());
}

/** Counts the lines of a document, also if some of them are counted already. */
function countAll(counts: TypedCounts, lines: readonly (readonly number[])[]): TypedCounts {
  for (const [i, own] of lines.entries()) counts.set(i, before(lines, i), Int32Array.from(own));
  return counts;
}

describe('typed counts', () => {
  it('are those of the whole document counted again, after any edits', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.array(edit, { maxLength: 8 }), (first, edits) => {
        const lines = [...first];
        const counts = countAll(new TypedCounts(order), lines);
        for (const { at, removed, inserted } of edits) {
          const from = at % (lines.length + 1);
          const gone = Math.min(removed, lines.length - from);
          lines.splice(from, gone, ...inserted);
          counts.splice(from, gone, inserted.length);
          for (let i = 0; i < inserted.length; i++) expect(counts.isCounted(from + i)).toBe(false);
          countAll(counts, lines);
        }
        const recounted = countAll(new TypedCounts(order), lines);
        expect(countedNgrams(counts.counts)).toEqual(countedNgrams(recounted.counts));
        expect(counts.counts.bytes).toBe(recounted.counts.bytes);
      }),
    );
  });

  it('count a line after what preceded it then, until it is set again', () => {
    const counts = countAll(new TypedCounts(order), [[1, 2], [3], [4, 1]]);
    counts.set(1, Int32Array.of(1, 2), Int32Array.of(2, 3));
    const expected = new TypedCounts(order);
    expected.set(0, Int32Array.of(), Int32Array.of(1, 2));
    expected.set(1, Int32Array.of(1, 2), Int32Array.of(2, 3));
    expected.set(2, Int32Array.of(1, 2, 3), Int32Array.of(4, 1));
    expect(countedNgrams(counts.counts)).toEqual(countedNgrams(expected.counts));
  });

  it('are empty for a document that was cleared', () => {
    const counts = countAll(new TypedCounts(order), [[1, 2], [3], [4, 1]]);
    counts.splice(0, 3, 1);
    expect(countedNgrams(counts.counts)).toEqual(new Map());
  });

  it('do not change where the document did not', () => {
    const counts = countAll(new TypedCounts(order), [[1, 2], [3]]);
    const { version } = counts.counts;
    countAll(counts, [[1, 2], [3]]);
    expect(counts.counts.version).toBe(version);
  });
});
