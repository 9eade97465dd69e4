import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWtf8, toWtf8 } from '../../../src/core/text/wtf8.ts';
import { anyText } from './any-text.ts';

describe('WTF-8', () => {
  it('keeps every string', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fromWtf8(toWtf8(text))).toBe(text);
      }),
    );
  });

  it('is UTF-8 where the text is well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...toWtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });

  it('is read as Node reads UTF-8, wherever Node can', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const nearlyUtf8 = fc
      .tuple(fc.string({ unit: 'binary' }), fc.nat(), fc.nat({ max: 255 }))
      .map(([text, at, byte]) => {
        const bytes = new TextEncoder().encode(text);
        bytes[at % Math.max(1, bytes.length)] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 6 }), nearlyUtf8, anyText.map(toWtf8)), (bytes) => {
        const read = fromWtf8(bytes);
        let expected: string;
        try {
          expected = decoder.decode(bytes);
        } catch {
          expect(/[\ufffd\p{Surrogate}]/u.test(read)).toBe(true);
          return;
        }
        expect(read).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });
});
