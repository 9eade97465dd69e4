import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTokens } from '../../../src/core/replay/code-tokens.ts';
import { anyText } from '../text/any-text.ts';

const texts = (text: string) => codeTokens(text).map((token) => token.text);

describe('codeTokens', () => {
  it('splits at white space and around each punctuation character', () => {
    expect(texts('const foo_bar = x=>x+1; // a-b\n\tif(é!==中文)…')).toEqual(
      'const foo _ bar = x = > x + 1 ; / / a - b if ( é ! = = 中文 ) …'.split(' '),
    );
    expect(texts('')).toEqual([]);
    expect(texts(' \n\t\u3000\u00a0')).toEqual([]);
    expect(texts('中文\u3000字，句')).toEqual(['中文', '字，句']);
    expect(texts('a😀b\u2028c')).toEqual(['a😀b', 'c']);
  });

  it('knows all 32 signs of ASCII, and no others', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const signs = ascii.filter((sign) => texts(`a${sign}a`).length === 3);
    expect(signs.join('')).toBe('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
  });

  it('says where each token is, with only white space in between', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of codeTokens(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(text.slice(end, token.start).trim()).toBe('');
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
