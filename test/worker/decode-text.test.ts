import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/worker/decode-text.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Texts, and the bytes that they have in older encodings, as Python's codecs say. */
const inOlderEncodings = [
  ['gbk', '# 港', [0x23, 0x20, 0xb8, 0xdb]],
  ['gb18030', '水😀', [0xcb, 0xae, 0x94, 0x39, 0xfc, 0x36]],
  ['big5', '水位', [0xa4, 0xf4, 0xa6, 0xec]],
  ['shift_jis', '水位ｱ\\', [0x90, 0x85, 0x88, 0xca, 0xb1, 0x5c]],
  ['euc-jp', '水位', [0xbf, 0xe5, 0xb0, 0xcc]],
  ['euc-kr', '수위', [0xbc, 0xf6, 0xc0, 0xa7]],
  ['windows-1252', 'café – 5 €', [0x63, 0x61, 0x66, 0xe9, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]],
  ['windows-1251', 'Порт', [0xcf, 0xee, 0xf0, 0xf2]],
  ['koi8-r', 'Порт', [0xf0, 0xcf, 0xd2, 0xd4]],
] as const;

describe('the text of bytes', () => {
  it('is UTF-8 or UTF-16 by the byte order mark, which is dropped, whatever the encoding is said to be', () => {
    for (const encoding of [undefined, 'gbk', 'windows-1252']) {
      expect(decodeText(utf8('\ufeffhéllo'), encoding)).toBe('héllo');
      expect(decodeText(utf16('\ufeffhéllo 中文', true), encoding)).toBe('héllo 中文');
      expect(decodeText(utf16('\ufeffhéllo 中文', false), encoding)).toBe('héllo 中文');
    }
  });

  it('is what is said where two Chinese characters look like two others in UTF-8', () => {
    const bytes = Uint8Array.of(0xcb, 0xae, 0xce, 0xbb);
    expect(decodeText(bytes, 'gbk')).toBe('水位');
    expect(decodeText(bytes, 'windows-1252')).toBe('ˮλ');
    expect(decodeText(bytes)).toBe('ˮλ');
    expect(decodeText(utf8('ˮλ: 水位'), 'gbk')).toBe('ˮλ: 水位');
  });

  it('is UTF-16 without a mark where every second byte at the beginning is zero', () => {
    expect(decodeText(utf16('hello', true))).toBe('hello');
    expect(decodeText(utf16('hello', false))).toBe('hello');
    expect(decodeText(utf16(`${'x = 1\n'.repeat(90)}水`, true), 'gbk')).toMatch(/\n水$/);
    expect(decodeText(utf16('héllo 中文', true), 'utf-16le')).toBe('héllo 中文');
  });

  it.each(inOlderEncodings)(
    'is %s where that is said, and UTF-8 all the same where it is UTF-8',
    (label, text, bytes) => {
      expect(decodeText(Uint8Array.from(bytes), label)).toBe(text);
      expect(decodeText(utf8(text), label)).toBe(text);
      expect(decodeText(Uint8Array.from(bytes))).toBeUndefined();
    },
  );

  it.each([
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47), undefined],
    [Uint8Array.of(0x63, 0x61, 0x66, 0xe9), undefined], // windows-1252
    [Uint8Array.of(0x63, 0x61, 0x66, 0xe9), 'gbk'],
    [Uint8Array.of(0x63, 0x61, 0x66, 0xe9), 'no-encoding'],
    [Uint8Array.of(0xff, 0xfe, 0x41), 'gbk'], // half a character
    [Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00), undefined], // half a surrogate pair
  ])('is nothing where %j is read as %s', (bytes, label) => {
    expect(decodeText(bytes, label)).toBeUndefined();
  });

  it('is what Node reads as UTF-8, for all text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(undefined, 'gbk'), (text, encoding) => {
        // With a Chinese encoding set, a few letters of two bytes could be Chinese as well.
        const isSure = encoding === undefined || /[\u0800-\uffff]/.test(text) || /^[\0-\x7f]*$/.test(text);
        fc.pre(isSure && !text.includes('\0'));
        expect(decodeText(utf8(text), encoding)).toBe(text.replace(/^\ufeff/, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the zeros by which the corpus tells what is binary', () => {
    for (const bytes of [utf8('text\0with a zero'), new Uint8Array(4), Uint8Array.of(1, 0, 2, 0)]) {
      expect(decodeText(bytes, 'gbk')).toContain('\0');
    }
  });
});
