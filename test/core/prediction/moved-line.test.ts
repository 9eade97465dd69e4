import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedLine } from '../../../src/core/prediction/moved-line.ts';
import { type LineEdit, OpenDocument } from '../../../src/core/prediction/open-document.ts';

/** Where places in the lines of a document are after an edit: after their first letters unless other prefixes are given. */
function moved(lines: readonly string[], edit: LineEdit, prefixes = lines.map((line) => line.slice(0, 1))) {
  const splice = new OpenDocument('x', lines.join('\n')).apply(edit);
  return prefixes.map((prefix, line) => movedLine({ line, prefix }, edit, splice));
}

const at = (line: number, character: number, text: string, endLine = line, endCharacter = character) => ({
  startLine: line,
  startCharacter: character,
  endLine,
  endCharacter,
  text,
});

describe('the line of a place after an edit', () => {
  const lines = ['one', 'two', 'three', 'four'];

  it.each([
    ['a line inserted at the beginning of a line', at(1, 0, 'new\n'), [0, 2, 3, 4]],
    ['a line inserted at the end of a line', at(0, 3, '\nnew'), [0, 2, 3, 4]],
    ['typing', at(1, 3, 'x'), [0, 1, 2, 3]],
    ['a line broken in the middle', at(1, 1, '\n'), [0, 1, 3, 4]],
    ['a line deleted from its beginning', at(1, 0, '', 2, 0), [0, undefined, 1, 2]],
    ['a line deleted with the break before it', at(0, 3, '', 1, 3), [0, undefined, 1, 2]],
    ['two lines replaced', at(1, 0, 'a\nb\nc', 2, 5), [0, undefined, undefined, 4]],
    ['everything replaced', at(0, 0, 'new', 3, 4), [undefined, undefined, undefined, undefined]],
  ] as const)('%s', (_name, edit, expected) => {
    expect(moved(lines, edit)).toEqual(expected);
  });

  it('stays where it is when a line break is typed at it', () => {
    expect(moved(lines, at(1, 0, '\n'), ['', '', '', ''])).toEqual([0, 1, 3, 4]);
  });

  it('moves with the beginning of a line that the end of a deletion leaves alone', () => {
    expect(moved(lines, at(1, 0, '', 3, 0), ['', '', '', ''])).toEqual([0, undefined, undefined, 1]);
  });

  it('is gone when its text before the cursor was cut off', () => {
    expect(moved(lines, at(1, 1, '\n'), ['', 'tw', '', ''])).toEqual([0, undefined, 3, 4]);
  });

  it('still begins with the same text, whatever several lines became', () => {
    const line = fc.constantFrom('', 'a', 'ab', 'abc');
    const position = fc.tuple(fc.nat(3), fc.nat(3));
    const text = fc.array(line, { minLength: 1, maxLength: 3 }).map((some) => some.join('\n'));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 4, maxLength: 4 }),
        position,
        position,
        text,
        (all, a, b, text) => {
          const [[startLine, startAt], [endLine, endAt]] = [a, b].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
          const startCharacter = Math.min(startAt, all[startLine].length);
          const endCharacter = Math.min(endAt, all[endLine].length);
          const document = new OpenDocument('x', all.join('\n'));
          const edit = { startLine, startCharacter, endLine, endCharacter, text };
          const splice = document.apply(edit);
          if (splice.removed === 1 && splice.inserted === 1) return;
          for (const [line, prefix] of all.entries()) {
            const now = movedLine({ line, prefix }, edit, splice);
            if (now !== undefined) expect(document.line(now).startsWith(prefix)).toBe(true);
          }
        },
      ),
    );
  });
});
