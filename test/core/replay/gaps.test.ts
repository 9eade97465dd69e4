import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsOf } from '../../../src/core/replay/gaps.ts';

const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '.', ';', '字'), maxLength: 12 });

describe('gaps', () => {
  it('are whole words and signs with something before and after them, at most one in a line', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const gaps = gapsOf(lines.join('\n'));
        expect(gaps.map((gap) => gap.line)).toEqual([...new Set(gaps.map((gap) => gap.line))]);
        for (const { line: at, start, end } of gaps) {
          const gap = lines[at].slice(start, end);
          expect(gap).toBe(gap.trim());
          expect(gap).not.toBe('');
          expect(lines[at].slice(0, start).trim()).not.toBe('');
          expect(lines[at].slice(end).trim()).not.toBe('');
        }
      }),
    );
  });

  it('are in every fourth line that has room for one', () => {
    const text = 'const a = 1;\n'.repeat(20);
    expect(gapsOf(text).map((gap) => gap.line)).toEqual([3, 7, 11, 15, 19]);
  });
});
