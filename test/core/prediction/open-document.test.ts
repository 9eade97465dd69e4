import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { textOf } from './document-text.ts';

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r\n', ''), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('an open document', () => {
  it('is what the edits make of its text, and tells which lines gave way to which', () => {
    const edit = fc.record({ from: fc.nat(15), length: fc.nat(8), text });
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 5 }), (first, edits) => {
        const document = new OpenDocument('x', first);
        let expected = first.replaceAll('\r\n', '\n');
        for (const { from, length, text: inserted } of edits) {
          const before = expected.slice(0, from);
          const removed = expected.slice(from, from + length);
          const start = position(before);
          const end = position(before + removed);
          const lines = document.lineCount;
          const splice = document.apply({
            startLine: start.line,
            startCharacter: start.character,
            endLine: end.line,
            endCharacter: end.character,
            text: inserted,
          });
          expected = before + inserted.replaceAll('\r\n', '\n') + expected.slice(from + length);
          expect(textOf(document)).toBe(expected);
          expect(splice).toMatchObject({ line: start.line, removed: end.line - start.line + 1 });
          expect(document.lineCount).toBe(lines + splice.inserted - splice.removed);
        }
      }),
    );
  });
});

/** Where a text ends. */
function position(before: string): { line: number; character: number } {
  const lines = before.split('\n');
  return { line: lines.length - 1, character: lines.at(-1).length };
}
