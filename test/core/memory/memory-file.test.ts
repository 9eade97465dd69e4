import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMemory, encodeMemory } from '../../../src/core/memory/memory-file.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';
import type { Tokenizer } from '../../../src/core/text/tokenizer.ts';
import { toWtf8 } from '../../../src/core/text/wtf8.ts';
import { anyText, sampleTexts } from '../text/any-text.ts';
import { countedNgrams } from './counted-ngrams.ts';
import { setFile } from './set-file.ts';

const tokenizers: readonly Tokenizer[] = [
  learnTokenizer('subword', sampleTexts, 300),
  learnTokenizer('char', sampleTexts, 200),
  learnTokenizer('word', sampleTexts, 300),
];

function holding(files: readonly SourceFile[], tokenizer = tokenizers[0]): WorkspaceMemory {
  const memory = new WorkspaceMemory(tokenizer);
  for (const file of files) setFile(memory, file);
  return memory;
}

function decoded(bytes: Uint8Array): WorkspaceMemory {
  const outcome = decodeMemory(bytes);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const memory = new WorkspaceMemory(outcome.memory.tokenizer);
  finish(memory.restore(outcome.memory.files));
  return memory;
}

/** Paths may be any text, since folders may have any name. */
const anyMemory = fc
  .record({
    tokenizer: fc.constantFrom(...tokenizers),
    files: fc.array(fc.record({ path: anyText, text: anyText }), { maxLength: 4 }),
  })
  .map(({ files, tokenizer }) => holding(files, tokenizer));

const someMemory = (): WorkspaceMemory =>
  holding(sampleTexts.map((text, i) => ({ path: `src/${i}.ts`, text })));

/** The file that Tacit would have written with this header. */
function forged(header: unknown, tokens: Uint8Array = new Uint8Array()): Uint8Array {
  // The checksum that a decoder expects, computed over the rest.
  const rest = new Uint8Array([...toWtf8(`${JSON.stringify(header)}\n`), ...tokens]);
  return withChecksum(rest);
}

/** CRC-32 bit by bit, from its definition. */
function withChecksum(rest: Uint8Array): Uint8Array {
  let register = 0xffffffff;
  for (const byte of rest) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++)
      register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1;
  }
  const digits = (~register >>> 0).toString(16).padStart(8, '0');
  return new Uint8Array([...toWtf8(`tacit-memory 1 ${digits}\n`), ...rest]);
}

describe('memory file', () => {
  it('gives back what was stored, and stores the same bytes again', () => {
    fc.assert(
      fc.property(anyMemory, (memory) => {
        const bytes = encodeMemory(memory);
        const again = decoded(bytes);
        expect(again.remembered()).toEqual(memory.remembered());
        expect(again.tokenizer.toJson()).toEqual(memory.tokenizer.toJson());
        expect(countedNgrams(again.counts)).toEqual(countedNgrams(memory.counts));
        expect(again.characters).toBe(memory.characters);
        expect(encodeMemory(again)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('is read from anywhere in a larger buffer', () => {
    const memory = someMemory();
    const bytes = encodeMemory(memory);
    const larger = new Uint8Array(bytes.length + 8).fill(7);
    larger.set(bytes, 3);
    expect(decoded(larger.subarray(3, 3 + bytes.length)).remembered()).toEqual(memory.remembered());
  });

  it('is refused for any damaged, missing or added byte, and is never half read', () => {
    const bytes = encodeMemory(someMemory());
    const place = fc.nat(bytes.length - 1);
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(decodeMemory(bytes.map((byte, i) => (i === at ? byte ^ flip : byte)))).toMatchObject(refused);
        expect(decodeMemory(bytes.filter((_, i) => i !== at))).toMatchObject(refused);
        expect(decodeMemory(bytes.subarray(0, at))).toMatchObject(refused);
        expect(
          decodeMemory(new Uint8Array([...bytes.subarray(0, at), flip, ...bytes.subarray(at)])),
        ).toMatchObject(refused);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused if it is arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decodeMemory(bytes)).toMatchObject(refused);
        expect(decodeMemory(withChecksum(bytes))).toMatchObject(refused);
      }),
    );
  });

  it('is refused if the checksum is right but the content is not', () => {
    const tokenizer = tokenizers[0].toJson();
    const file = { path: 'a.ts', digest: '00', characters: 1, tokens: 2 };
    const tokens = new Uint8Array([0, 0, 1, 0]);
    expect(decoded(forged({ tokenizer, files: [file] }, tokens)).files).toBe(1);
    for (const bytes of [
      forged(null),
      forged({ files: [] }),
      forged({ tokenizer, files: [{ ...file, path: 5 }] }, tokens),
      forged({ tokenizer, files: [{ ...file, tokens: -1 }] }, tokens),
      forged({ tokenizer, files: [{ ...file, tokens: 3 }] }, tokens),
      forged({ tokenizer, files: [] }, tokens),
      forged({ tokenizer: { kind: 'subword', pieces: ['a'] }, files: [] }),
      forged({ tokenizer, files: [file] }, new Uint8Array([0, 0, 255, 255])),
    ]) {
      expect(decodeMemory(bytes)).toMatchObject(refused);
    }
  });

  it('is recognised as that of another version', () => {
    const bytes = encodeMemory(someMemory());
    bytes['tacit-memory '.length] = '2'.charCodeAt(0);
    expect(decodeMemory(bytes)).toMatchObject({ ok: false, failure: { message: /this version/ } });
  });
});

const refused = { ok: false, failure: { code: 'memory-damaged' } };
