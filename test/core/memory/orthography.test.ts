import { expect, it } from 'vitest';
import { Orthography } from '../../../src/core/memory/orthography.ts';
import { heldBytes } from '../../held-memory.ts';

it('keeps nothing of extensions that no file has any more', () => {
  const orthography = new Orthography();
  const lines = 'a {\n  b\n}\n';
  orthography.add('kept.ts', lines);
  const before = heldBytes();
  for (let i = 0; i < 20_000; i++) {
    orthography.add(`file.tmp${i}`, lines);
    expect(orthography.indentationUnit(`other.tmp${i}`)).toBe('  ');
    orthography.remove(`file.tmp${i}`, lines);
  }
  expect(heldBytes() - before).toBeLessThan(1e6);
  expect(orthography.indentationUnit('other.tmp0')).toBeUndefined();
  expect(orthography.indentationUnit('other.ts')).toBe('  ');
});
