import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crc32 } from '../../../src/core/base/crc32.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/core/modelfile/safetensors.ts';

/** A file that is put together by hand, after the description of the format. */
function file(header: unknown, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const pair = (from: number, to: number, shape: number[], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

describe('safetensors', () => {
  it('writes header length, header and data as the format says', () => {
    const bytes = encodeSafetensors({
      metadata: { who: 'Zoë' },
      tensors: new Map([
        ['a', { shape: [2, 1], data: Float32Array.of(1, -2) }],
        ['b', { shape: [], data: Float32Array.of(0.5) }],
      ]),
    });
    const view = new DataView(bytes.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: { who: 'Zoë' },
      a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
      b: { dtype: 'F32', shape: [], data_offsets: [8, 12] },
    });
    expect([0, 4, 8].map((at) => view.getFloat32(8 + length + at, true))).toEqual([1, -2, 0.5]);
    expect(bytes.length).toBe(8 + length + 12);
  });

  it('reads any tensors and texts back, bit for bit', () => {
    const tensor = fc
      .float32Array({ maxLength: 9 })
      .map((data) => ({ shape: [data.length], data: Float32Array.from(data) }));
    const name = fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => text !== '__metadata__');
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: 'binary' })),
        fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key }),
        (metadata, entries) => {
          const tensors = new Map(entries);
          const decoded = decodeSafetensors(encodeSafetensors({ metadata, tensors }));
          expect(decoded.ok && { ...decoded.file.metadata }).toEqual({ ...metadata });
          expect(decoded.ok && new Map(decoded.file.tensors)).toEqual(tensors);
        },
      ),
    );
  });

  it('takes tensors in any order of the header, and a file without tensors', () => {
    expect(decodeSafetensors(file({ b: pair(4, 8, [1]), a: pair(0, 4, [1]) }, 8)).ok).toBe(true);
    expect(decodeSafetensors(file({}, 0)).ok).toBe(true);
  });

  it.each([
    ['a hole', file({ a: pair(4, 8, [1]) }, 8)],
    ['an overlap', file({ a: pair(0, 8, [2]), b: pair(4, 12, [2]) }, 12)],
    ['bytes after the last tensor', file({ a: pair(0, 4, [1]) }, 8)],
    ['a tensor beyond the end', file({ a: pair(0, 8, [2]) }, 4)],
    ['a shape that does not fit', file({ a: pair(0, 8, [3]) }, 8)],
    ['a negative size', file({ a: pair(0, 4, [-1, -1]) }, 4)],
    ['a broken size', file({ a: pair(0, 4, [0.5, 2]) }, 4)],
    ['an overflowing shape', file({ a: pair(0, 4, [2 ** 53 - 1, 2 ** 53 - 1]) }, 4)],
    ['another type', file({ a: pair(0, 4, [2], 'F16') }, 4)],
    ['reversed offsets', file({ a: pair(4, 0, [1]) }, 4)],
    ['three offsets', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 4] } }, 4)],
    ['metadata that are not text', file({ __metadata__: { a: 1 } }, 0)],
    ['a header that is not JSON', file('{"a":', 0)],
    ['a header that is a list', file('[]', 0)],
    ['a header that begins with a blank', file(' {}', 0)],
    ['a header of many megabytes', file(`{${' '.repeat(2 ** 23)}}`, 0)],
    ['no header length', new Uint8Array(7)],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123)],
  ])('refuses %s', (_, bytes) => {
    expect(decodeSafetensors(bytes).ok).toBe(false);
  });
});

describe('CRC-32', () => {
  it('is that of zlib, whether it is computed in one piece or in several', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const expected = crc32(Buffer.concat([a, b]))
          .toString(16)
          .padStart(8, '0');
        expect(new Crc32().add(a).add(b).toString()).toBe(expected);
      }),
    );
  });
});
