import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordIndex } from '../../../src/core/memory/word-index.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', '_', '$', ' ', '\n', '.', 'é', '汉', '1'), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** The words of a text, by a regular expression; dollar signs that begin a word are no part of it. */
function wordsOf(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((each) => each.match(/[\w$é]+/g) ?? [])
    .map((word) => word.replace(/^\$+/, ''))
    .filter((word) => word !== '');
}

describe('WordIndex', () => {
  it('knows the words of the texts that are left, and which words have gone', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (kept, removed) => {
        const index = new WordIndex();
        for (const each of [...removed, ...kept]) index.add(each);
        for (const each of removed) index.remove(each);
        const [words, gone] = [wordsOf(kept), wordsOf(removed)];
        for (const word of [...words, ...gone]) {
          expect(index.holds(word)).toBe(words.includes(word));
          for (let end = 1; end <= word.length; end++) {
            const beginning = word.slice(0, end);
            const exists = words.some((other) => other.startsWith(beginning));
            expect(index.begins(beginning)).toBe(exists);
            expect(index.isGone(beginning)).toBe(!exists);
          }
        }
        expect(index.holds('zebra')).toBe(false);
        expect(index.begins('z')).toBe(false);
        expect(index.isGone('z')).toBe(false);
      }),
    );
  });

  it('finds each of many words, and no others', () => {
    const index = new WordIndex();
    const words = Array.from({ length: 20_000 }, (_, i) => `word${(i * 7919) % 100_003}`);
    index.add(words.join(' '));
    expect(words.every((word) => index.holds(word) && index.begins(word.slice(0, 7)))).toBe(true);
    expect(words.some((word) => index.holds(`${word}x`))).toBe(false);
    expect(index.isComplete).toBe(true);
  });

  it('has room for the words that are left, however many came and went', () => {
    const index = new WordIndex();
    index.add('stay staying');
    for (let i = 0; i < 200_000; i++) {
      const word = ((i + 1) * 2_654_435_761).toString(36);
      index.add(word);
      index.remove(word);
    }
    expect(index.isComplete).toBe(true);
    expect(index.holds('stay') && index.begins('stayi') && index.wordsAfter('sta') === 2).toBe(true);
    expect(index.begins('stays')).toBe(false);
  });

  it('says so when it has no room for all words', () => {
    const index = new WordIndex();
    for (let i = 0; i < 60_000; i++) index.add(((i + 1) * 2_654_435_761).toString(36).repeat(4));
    expect(index.isComplete).toBe(false);
    index.add('new');
    index.remove('new');
    expect(index.isComplete).toBe(false);
  });
});
