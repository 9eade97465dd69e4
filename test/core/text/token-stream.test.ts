import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCodePoints } from '../../../src/core/text/code-points.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import { normalizeLineEnds } from '../../../src/core/text/line-ends.ts';
import { tokenizeFile } from '../../../src/core/text/token-stream.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import { anyText, sampleTexts } from './any-text.ts';

describe('tokenizeFile', () => {
  const tokenizer = learnTokenizer('subword', sampleTexts, 400);

  it('puts the path before the text', () => {
    const { tokens } = tokenizeFile(tokenizer, { path: 'src/add.ts', text: 'left + right\n' });
    const text = tokens.indexOf(TEXT_TOKEN);
    expect(tokens[0]).toBe(FILE_TOKEN);
    expect(tokenizer.decode(tokens.subarray(1, text))).toBe('src/add.ts');
    expect(tokenizer.decode(tokens.subarray(text + 1))).toBe('left + right\n');
  });

  it('takes every line end as LF and counts code points', () => {
    const { tokens, characters } = tokenizeFile(tokenizer, { path: '', text: 'a\r\nb\rc\n😀' });
    expect(tokenizer.decode(tokens)).toBe('a\nb\nc\n😀');
    expect(characters).toBe(7);
  });
});

describe('countCodePoints', () => {
  it('counts as iteration does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(countCodePoints(text)).toBe(Array.from(text).length);
      }),
    );
  });
});

describe('normalizeLineEnds', () => {
  it('leaves no carriage return and keeps the lines', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const normal = normalizeLineEnds(text);
        expect(normal.split('\n')).toEqual(text.split(/\r\n|\r|\n/));
        expect(normalizeLineEnds(normal)).toBe(normal);
      }),
    );
  });
});
