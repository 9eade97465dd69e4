import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineValues } from '../../../src/core/memory/line-values.ts';

describe('the values of lines', () => {
  it('move with their lines, and take no more room than there are lines with one', () => {
    const change = fc.oneof(
      fc.record({ set: fc.nat(8), value: fc.nat() }),
      fc.record({ from: fc.nat(12), removed: fc.nat(3), inserted: fc.nat(3) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const lines = new LineValues<number>();
        // A document of so many lines that no edit reaches its end.
        let expected = new Array<number | undefined>(100).fill(undefined);
        for (const each of changes) {
          if ('set' in each) {
            lines.set(each.set, each.value);
            expected[each.set] = each.value;
            continue;
          }
          const { from, removed, inserted } = each;
          const replaced = lines.splice(from, removed, inserted).filter((value) => value !== undefined);
          const end = from + removed;
          expect(replaced).toEqual(expected.slice(from, end).filter((value) => value !== undefined));
          const empty = new Array<undefined>(inserted).fill(undefined);
          expected = [...expected.slice(0, from), ...empty, ...expected.slice(end)];
        }
        for (let line = 0; line < 80; line++) expect(lines.get(line)).toBe(expected[line]);
      }),
    );
  });

  it('take no room for edits below the last of them', () => {
    const lines = new LineValues<string>();
    lines.set(2, 'last');
    for (let i = 0; i < 1000; i++) lines.splice(500, 1, 2);
    expect(lines.length).toBe(3);
  });

  it('follow an edit that inserts a million lines', () => {
    const lines = new LineValues<string>();
    lines.set(1, 'moves');
    expect(lines.splice(0, 1, 1e6)).toEqual([undefined]);
    expect(lines.get(1e6)).toBe('moves');
  });
});
