import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, fromWtf8, toWtf8 } from '../../../src/core/text/wtf8.ts';
import { anyText } from './any-text.ts';

/** Node's decoder, which knows UTF-8, but no lone surrogates. */
function reference(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

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

  it('accepts and refuses the same bytes as UTF-8', () => {
    const nearlyUtf8 = fc
      .tuple(fc.string({ unit: 'binary' }), fc.nat(), fc.nat({ max: 255 }))
      .map(([text, at, byte]) => {
        const bytes = new TextEncoder().encode(text);
        bytes[at % Math.max(1, bytes.length)] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 6 }), nearlyUtf8, anyText.map(toWtf8)), (bytes) => {
        expect(fromUtf8(bytes)).toBe(reference(bytes));
      }),
      { numRuns: 5000 },
    );
  });
});
