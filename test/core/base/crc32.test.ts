import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Crc32 } from '../../../src/core/base/crc32.ts';

describe('CRC-32', () => {
  it('gives the check value of its catalogue for the digits', () => {
    expect(new Crc32().add(new TextEncoder().encode('123456789')).toString()).toBe('cbf43926');
  });

  it('is what zlib computes, in whatever pieces the bytes are added', () => {
    const part = fc.uint8Array({ maxLength: 100 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const crc = new Crc32();
        for (const bytes of parts) crc.add(bytes);
        expect(Number.parseInt(crc.toString(), 16)).toBe(crc32(Buffer.concat(parts)));
      }),
    );
  });
});
