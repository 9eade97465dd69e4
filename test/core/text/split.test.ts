import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/core/text/digest.ts';
import { splitFiles } from '../../../src/core/text/split.ts';

const anyFiles = fc.uniqueArray(
  fc.record({ path: fc.string({ minLength: 1 }), text: fc.string({ unit: 'grapheme', maxLength: 60 }) }),
  { selector: (file) => file.path, maxLength: 60 },
);

describe('splitFiles', () => {
  it('holds out about 6 % of the files, at most a tenth of the characters, whatever their order', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const { training, validation } = splitFiles(files);
        expect(new Set([...training, ...validation])).toEqual(new Set(files));
        expect(training.length + validation.length).toBe(files.length);
        expect(validation.length).toBeLessThanOrEqual(Math.max(1, Math.round(0.06 * files.length)));
        const characters = (of: readonly { text: string }[]): number =>
          of.map((file) => Array.from(file.text).length).reduce((a, b) => a + b, 0);
        expect(characters(validation)).toBeLessThanOrEqual(0.1 * characters(files));
        if (files.length < 8) expect(validation).toEqual([]);
        expect(new Set(splitFiles([...files].reverse()).validation)).toEqual(new Set(validation));
      }),
    );
  });

  it('spreads over similar paths, and hardly changes when a file is added', () => {
    const files = Array.from({ length: 500 }, (_, i) => ({
      path: `src/file${String(i)}.ts`,
      text: 'x'.repeat(100),
    }));
    const { validation } = splitFiles(files);
    expect(validation).toHaveLength(30);
    const inFirstHalf = validation.filter((file) => files.indexOf(file) < 250).length;
    expect(inFirstHalf).toBeGreaterThan(5);
    expect(inFirstHalf).toBeLessThan(25);
    const after = new Set(splitFiles([...files, { path: 'src/new.ts', text: 'y' }]).validation);
    expect(validation.filter((file) => after.has(file)).length).toBeGreaterThanOrEqual(29);
  });
});

describe('digest', () => {
  it('is 64-bit FNV-1a', () => {
    // From the test vectors of http://www.isthe.com/chongo/src/fnv/test_fnv.c
    expect(digest('')).toBe('cbf29ce484222325');
    expect(digest('a')).toBe('af63dc4c8601ec8c');
    expect(digest('foobar')).toBe('85944171f73967e8');
    expect(digest(Uint8Array.of(0x66, 0x6f, 0x6f))).toBe(digest('foo'));
  });
});
