import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { encodeMemory } from '../../../src/core/memory/memory-file.ts';
import { NgramEstimate } from '../../../src/core/memory/ngram-estimate.ts';
import { newPlaces } from '../../../src/core/memory/repeats.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';
import { anyText, sampleTexts } from '../text/any-text.ts';
import { countedNgrams } from './counted-ngrams.ts';

const tokenizer = learnTokenizer('subword', sampleTexts, 400);
const kept = ['a.ts', 'src/b.ts', 'e.md'];
const forgotten = ['secret.ts', 'src/c/d.md'];
const texts = fc.oneof(
  anyText,
  fc.array(fc.constantFrom(...sampleTexts), { maxLength: 3 }).map((parts) => parts.join('')),
);
const files = fc.array(fc.record({ path: fc.constantFrom(...kept, ...forgotten), text: texts }), {
  maxLength: 4,
});
const change = fc.oneof(
  files.map((set) => ({ set })),
  fc.constantFrom(...kept, ...forgotten).map((path) => ({ delete: path })),
);
type Change = { readonly set: readonly SourceFile[] } | { readonly delete: string };

/** What a memory says at every place of all sample texts. */
function answers(memory: WorkspaceMemory): unknown {
  const estimate = new NgramEstimate(memory.counts);
  const out = new Float32Array(tokenizer.size);
  const places = newPlaces();
  return sampleTexts.map((text) => {
    const tokens = tokenizer.encode(text).slice(0, 60);
    return Array.from({ length: tokens.length }, (_, end) => {
      const match = estimate.fill(out, tokens, end);
      memory.repeats.find(tokens, end, places);
      const found = Array.from({ length: places.count }, (__, i) => [
        places.length[i],
        memory.repeats.tokens[places.at[i] + 1],
      ]);
      const best = out.indexOf(Math.max(...out));
      return { match, best, probability: out[best].toFixed(5), found };
    });
  });
}

/** What a memory says of words and of indentation. */
function spellings({ orthography }: WorkspaceMemory): unknown {
  const words = [...new Set([...sampleTexts, ...kept, ...forgotten].join(' ').split(/\W+/))];
  return {
    units: [...kept, ...forgotten].map((path) => orthography.indentationUnit(path)),
    words: words.map((word) => [
      orthography.words.holds(word),
      orthography.words.begins(word.slice(0, 2)),
      orthography.words.wordsAfter(word.slice(0, 3)),
    ]),
  };
}

function afterAll(changes: readonly Change[], isSeen: (path: string) => boolean): WorkspaceMemory {
  const memory = new WorkspaceMemory(tokenizer);
  for (const step of changes) {
    if ('set' in step) finish(memory.setAll(step.set.filter(({ path }) => isSeen(path))));
    else memory.delete(step.delete);
  }
  return memory;
}

describe('a memory from which files were deleted', () => {
  it('is the one that never saw them: in its counts, its answers, its words and its bytes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const memory = afterAll(changes, () => true);
        for (const path of forgotten) memory.delete(path);
        const other = afterAll(changes, (path) => kept.includes(path));
        expect(countedNgrams(memory.counts)).toEqual(countedNgrams(other.counts));
        expect(answers(memory)).toEqual(answers(other));
        expect(spellings(memory)).toEqual(spellings(other));
        expect(Buffer.from(encodeMemory(memory)).equals(Buffer.from(encodeMemory(other)))).toBe(true);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
