import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TypedCounts } from '../../../src/core/memory/typed-counts.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { DocumentCounts } from '../../../src/core/prediction/document-counts.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { MASK } from '../../../src/core/text/secrets/known-shapes.ts';
import { countedNgrams } from '../memory/counted-ngrams.ts';
import { textOf } from './document-text.ts';
import { pieceTokenizer } from './table-model.ts';

const tokenizer = pieceTokenizer(
  ['a', 'b', 'ab', ' ', '\n', '.', 'x', 'password = "', '";', '12', MASK, 'name: DB_PASSWORD', 'value: '],
); // prettier-ignore
const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '\n'), maxLength: 30 });

function open(initial: string) {
  const document = new OpenDocument('x', initial);
  // Single tokens only: the contexts of longer n-grams may date from the time when a line was counted.
  const typed = new TypedCounts(1);
  const counts = new DocumentCounts(typed, tokenizer, document);
  /** What a predictor does at each request, with the cursor at the end of the line. */
  const ask = (line: number) => {
    finish(counts.catchUp(line));
    const segment = (line === 0 ? '' : '\n') + document.line(line);
    counts.countSettled(line, tokenizer.encode(segment.slice(0, tokenizer.stableLength(segment))));
  };
  return { document, typed, counts, ask };
}

describe('DocumentCounts', () => {
  it('count each line as it is after any edits', () => {
    const edit = fc.record({
      startLine: fc.nat(6),
      startCharacter: fc.nat(8),
      lines: fc.nat(2),
      endCharacter: fc.nat(8),
      text,
      askLine: fc.nat(6),
    });
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 8 }), (initial, edits) => {
        const { document, typed, counts, ask } = open(initial);
        let line = 0;
        ask(line);
        for (const { startLine, startCharacter, lines, endCharacter, text: inserted, askLine } of edits) {
          const endLine = startLine + lines;
          const end = lines === 0 ? Math.max(startCharacter, endCharacter) : endCharacter;
          const splice = document.apply({
            startLine,
            startCharacter,
            endLine,
            endCharacter: end,
            text: inserted,
          });
          typed.splice(splice.line, splice.removed, splice.inserted);
          counts.splice(splice);
          line = Math.min(askLine, document.lineCount - 1);
          ask(line);
        }
        const again = open(textOf(document));
        again.ask(line);
        expect(countedNgrams(typed.counts)).toEqual(countedNgrams(again.typed.counts));
      }),
      { numRuns: 200 },
    );
  });

  it('leave out the secrets of a document', () => {
    const lines = (secret: string): string => `a\npassword = "${secret}";\na b`;
    const secret = 'ab' + 'abba12';
    const [planted, masked] = [open(lines(secret)), open(lines(MASK))];
    for (const { ask } of [planted, masked]) ask(2);
    expect(countedNgrams(planted.typed.counts)).toEqual(countedNgrams(masked.typed.counts));
    expect(planted.counts.words.holds('password')).toBe(true);
    expect(planted.counts.words.holds(secret)).toBe(false);
  });

  it('count nothing of the line of the cursor while it holds a secret', () => {
    const counted = (line: string): readonly string[] => {
      const { typed, ask } = open(`a\n${line}`);
      ask(1);
      return [...countedNgrams(typed.counts).keys()];
    };
    const [token] = tokenizer.encode('12');
    expect(counted('b12"; 12"; ')).toContain(String(token));
    expect(counted('password = "ababab12"; 12"; ')).not.toContain(String(token));
  });

  it('leave out a secret that the line before names, even if that line came later', () => {
    const secret = 'ab' + 'abba12';
    const { document, typed, counts, ask } = open(`a\nx\nvalue: ${secret}\na b`);
    ask(3);
    expect(counts.words.holds(secret)).toBe(true);
    const name = { startLine: 1, startCharacter: 0, endLine: 1, endCharacter: 1, text: 'name: DB_PASSWORD' };
    const splice = document.apply(name);
    typed.splice(splice.line, splice.removed, splice.inserted);
    counts.splice(splice);
    ask(1);
    ask(3);
    expect(counts.words.holds('value')).toBe(true);
    expect(counts.words.holds(secret)).toBe(false);
  });
});
