import { describe, expect, it } from 'vitest';
import { isTaken, LastTaken } from '../../../src/core/prediction/taken.ts';

const shown = { line: 3, prefix: '  meas', suffix: '', ghostText: 'ureHeight', probability: 0.9 };
const at = { startLine: 3, startCharacter: 6, endLine: 3, endCharacter: 6 };

describe('isTaken', () => {
  it.each([
    ['the whole text at the cursor', { ...at, text: 'ureHeight' }, true],
    ['the whole word in place of its beginning', { ...at, startCharacter: 2, text: 'measureHeight' }, true],
    ['its next word alone', { ...at, text: 'ure' }, false],
    ['one character', { ...at, text: 'u' }, false],
    ['the same text elsewhere', { ...at, startLine: 4, endLine: 4, text: 'ureHeight' }, false],
    [
      'the same text before the cursor',
      { ...at, startCharacter: 2, endCharacter: 2, text: 'ureHeight' },
      false,
    ],
  ])('%s: %o', (_, edit, expected) => {
    expect(isTaken(shown, edit)).toBe(expected);
  });

  it('does not take the last character for more than typing', () => {
    expect(isTaken({ ...shown, ghostText: 't' }, { ...at, text: 't' })).toBe(false);
  });
});

describe('what was taken last', () => {
  const after = { startLine: 3, startCharacter: 15, endLine: 3, endCharacter: 15 };
  const lines = { ...shown, prefix: '', ghostText: 'a();\n  b();' };

  it.each([
    ['the deletion of what was inserted', shown, [{ ...at, endCharacter: 15, text: '' }], true],
    [
      'the beginning of the word in place of it',
      shown,
      [{ ...at, startCharacter: 2, endCharacter: 15, text: 'meas' }],
      true,
    ],
    [
      'the deletion of its line',
      shown,
      [{ startLine: 2, startCharacter: 4, endLine: 4, endCharacter: 0, text: '' }],
      true,
    ],
    [
      'the deletion after more was typed',
      shown,
      [
        { ...after, text: '(' },
        { ...at, endCharacter: 16, text: '' },
      ],
      true,
    ],
    [
      'the deletion of its lines',
      lines,
      [{ ...at, startCharacter: 0, endLine: 4, endCharacter: 6, text: '' }],
      true,
    ],
    [
      'the deletion of one of its lines',
      lines,
      [{ ...at, startCharacter: 0, endLine: 4, endCharacter: 0, text: '' }],
      false,
    ],
    ['the deletion of its end', shown, [{ ...after, startCharacter: 10, text: '' }], false],
    ['the same text again', shown, [{ ...at, endCharacter: 15, text: 'ureHeight' }], false],
    ['what is typed after it', shown, [{ ...after, text: '(' }], false],
    [
      'a deletion where something else stands by now',
      shown,
      [
        { ...at, startLine: 0, endLine: 0, text: '\n' },
        { ...at, endCharacter: 15, text: '' },
      ],
      false,
    ],
  ])('is taken back or not by %s', (_, taken, edits, expected) => {
    const last = new LastTaken();
    last.note(taken);
    expect(edits.map((edit) => last.takenBack(edit)).at(-1) === taken).toBe(expected);
    // Only once.
    expect(last.takenBack({ ...at, startCharacter: 0, endLine: 9, text: '' }) !== undefined && expected).toBe(
      false,
    );
  });
});
