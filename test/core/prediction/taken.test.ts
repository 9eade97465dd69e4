import { describe, expect, it } from 'vitest';
import { isTaken } from '../../../src/core/prediction/taken.ts';

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
