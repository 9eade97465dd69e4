import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';
import { tokenizeFile } from '../../../src/core/text/token-stream.ts';
import { TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import { anyText, sampleTexts } from '../text/any-text.ts';
import { countedNgrams } from './counted-ngrams.ts';
import { setFile } from './set-file.ts';

const tokenizer = learnTokenizer('subword', sampleTexts, 400);

const paths = ['a.ts', 'src/b.ts', 'src/c/d.md', 'e'];
const texts = fc.oneof(
  anyText,
  fc.array(fc.constantFrom(...sampleTexts), { maxLength: 3 }).map((parts) => parts.join('')),
);
const anyFile: fc.Arbitrary<SourceFile> = fc.record({ path: fc.constantFrom(...paths), text: texts });

/** A memory that has only ever seen these files. */
function fresh(files: Iterable<SourceFile>): WorkspaceMemory {
  const memory = new WorkspaceMemory(tokenizer);
  for (const file of files) setFile(memory, file);
  return memory;
}

function expectSame(memory: WorkspaceMemory, files: readonly SourceFile[]): void {
  const other = fresh(files);
  expect(countedNgrams(memory.counts)).toEqual(countedNgrams(other.counts));
  expect(memory.files).toBe(files.length);
  expect(memory.characters).toBe(other.characters);
  expect(memory.bytes).toBe(other.bytes);
}

/** Code of about this many characters, different for each seed. */
function code(seed: number, characters: number): string {
  let text = '';
  for (let i = 0; text.length < characters; i++) text += `const v${(seed * 7919 + i * i) % 9973} = ${i};\n`;
  return text;
}

describe('workspace memory', () => {
  it('holds what is left after files were set and deleted, as if there had never been others', () => {
    const change = fc.oneof(
      anyFile.map((file) => ({ set: [file] })),
      fc.array(anyFile, { maxLength: 4 }).map((files) => ({ set: files })),
      fc.constantFrom(...paths).map((path) => ({ delete: path })),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const memory = new WorkspaceMemory(tokenizer);
        const expected = new Map<string, string>();
        for (const step of changes) {
          if ('delete' in step) {
            expect(memory.delete(step.delete)).toBe(expected.delete(step.delete));
          } else {
            expect(finish(memory.setAll(step.set))).toEqual([]);
            for (const { path, text } of step.set) expected.set(path, text);
          }
        }
        expectSame(
          memory,
          [...expected].map(([path, text]) => ({ path, text })),
        );
        for (const path of paths) expect(memory.has(path)).toBe(expected.has(path));
      }),
    );
  });

  it('keeps the tokens of each file, and counts every longest n-gram of its text', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const memory = new WorkspaceMemory(tokenizer, undefined, 3);
        setFile(memory, file);
        const tokens = [...tokenizeFile(tokenizer, file).tokens];
        expect(memory.remembered().map((kept) => [...kept.tokens])).toEqual([tokens]);
        const expected = new Map<string, number>();
        for (let i = tokens.indexOf(TEXT_TOKEN) + 1; i < tokens.length; i++) {
          const trigram = tokens.slice(Math.max(0, i - 2), i + 1).join(' ');
          expected.set(trigram, (expected.get(trigram) ?? 0) + 1);
        }
        const counted = countedNgrams(memory.counts);
        for (const [trigram, count] of expected) expect(counted.get(trigram)).toBe(count);
      }),
    );
  });

  it('allows changes while it sets many files, and may be stopped at any time', () => {
    const many = Array.from({ length: 4 }, (_, i) => ({ path: `${i}.ts`, text: code(i, 20_000) }));
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.boolean(), (first, second, isLeft) => {
        const memory = fresh([{ path: '3.ts', text: 'old' }]);
        const work = memory.setAll(many);
        for (let i = 0; i < first; i++) work.next();
        setFile(memory, { path: '1.ts', text: 'newer' });
        memory.delete('2.ts');
        for (let i = 0; i < second; i++) work.next();
        memory.delete('0.ts');
        if (isLeft) finish(memory.setAll(many.slice(3)));
        else finish(work);
        expectSame(memory, [{ path: '1.ts', text: 'newer' }, many[3]]);
      }),
      { numRuns: 60 },
    );
  });

  it('does not count a text again that has not changed', () => {
    const memory = fresh([{ path: 'a.ts', text: 'one\ntwo\n' }]);
    const { version } = memory.counts;
    setFile(memory, { path: 'a.ts', text: 'one\r\ntwo\r\n' });
    expect(memory.counts.version).toBe(version);
  });

  it('stays within its bytes: of files set one by one, those set longest ago give way', () => {
    const maximum = 5 * fresh([{ path: '0', text: code(0, 5000) }]).bytes;
    const memory = new WorkspaceMemory(tokenizer, maximum);
    const kept: string[] = [];
    for (let i = 0; i < 30; i++) {
      if (i === 6) setFile(memory, { path: '0', text: code(0, 5000) }); // set again: now the newest
      if (i === 6) kept.push(kept.shift()!);
      const gaveWay = setFile(memory, { path: String(i), text: code(i, 5000) });
      kept.push(String(i));
      expect(gaveWay).toEqual(kept.splice(0, gaveWay.length));
      expect(memory.bytes).toBeLessThanOrEqual(maximum);
    }
    expect(
      memory
        .remembered()
        .map(({ path }) => path)
        .reverse(),
    ).toEqual(kept);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept.length).toBeLessThan(30);
  });

  it('takes the first of the files set together while there is room, and older files give way to them', () => {
    const maximum = 5 * fresh([{ path: '0', text: code(0, 5000) }]).bytes;
    const memory = new WorkspaceMemory(tokenizer, maximum);
    setFile(memory, { path: 'old', text: code(99, 5000) });
    const files = Array.from({ length: 30 }, (_, i) => ({ path: String(i), text: code(i, 5000) }));
    const gaveWay = finish(memory.setAll(files));
    const count = memory.files;
    expect(count).toBeGreaterThan(4);
    expect(memory.remembered().map(({ path }) => path)).toEqual(
      files.slice(0, count).map(({ path }) => path),
    );
    expect(gaveWay).toEqual(['old', ...files.slice(count).map(({ path }) => path)]);
    expectSame(memory, files.slice(0, count));
  });

  it('leaves out a file that would displace the others, and its older text with it', () => {
    const memory = new WorkspaceMemory(tokenizer, 1e6);
    setFile(memory, { path: 'a', text: code(1, 2000) });
    setFile(memory, { path: 'data', text: code(2, 2000) });
    expect(setFile(memory, { path: 'data', text: code(2, 200_000) })).toEqual(['data']);
    expectSame(memory, [{ path: 'a', text: code(1, 2000) }]);
  });
});

describe('occurrences', () => {
  const memory = fresh([
    { path: 'old.ts', text: 'let total = 0;\n\ntotal += first;\n' },
    { path: 'new.ts', text: '// 中文\n  total += second;\n' },
  ]);
  const find = (context: string, text: string, most: number) => {
    const before = tokenizer.encode(context);
    return memory.occurrences(Int32Array.of(...before, ...tokenizer.encode(text)), most, before.length);
  };

  it('are found in the file set last first, by line and character', () => {
    expect(find('', ' +=', 9)).toEqual([
      { path: 'new.ts', line: 1, character: 7, lineText: '  total += second;', context: 0 },
      { path: 'old.ts', line: 2, character: 5, lineText: 'total += first;', context: 0 },
    ]);
    expect(find('', ' +=', 1)).toHaveLength(1);
    expect(find('', ' -=', 9)).toEqual([]);
    expect(find('total', '', 9)).toEqual([]);
  });

  it('come with the longest context first', () => {
    const [best, other] = find('\n\ntotal', ' +=', 9);
    expect(best).toMatchObject({ path: 'old.ts', line: 2, character: 5 });
    expect(other).toMatchObject({ path: 'new.ts', line: 1, character: 7 });
    expect(best.context).toBeGreaterThan(other.context);
    expect(find('\n\ntotal', ' +=', 1)).toEqual([best]);
  });

  it('are all places of the tokens, where the text reads the same', () => {
    const few = fc.array(fc.constantFrom('a', ' b', '\n', '中', '😀', 'ab', 'é'), { maxLength: 20 });
    fc.assert(
      fc.property(few, fc.nat(), fc.nat(4), fc.nat(3), (parts, start, length, context) => {
        const text = parts.join('');
        const tokens = tokenizer.encode(text);
        const from = start % (tokens.length + 1);
        const sought = tokens.slice(from, from + length + context);
        if (sought.length <= context) return;
        const wanted = sought.slice(context).join(' ');
        const places = [...tokens.keys()].filter(
          (at) => tokens.slice(at, at + sought.length - context).join(' ') === wanted,
        );
        const found = fresh([{ path: 'x', text }]).occurrences(sought, 1000, context);
        expect(found).toHaveLength(places.length);
        expect(found[0].context).toBe(context);
        const lines = text.split('\n');
        const read = tokenizer.decode(sought.slice(context));
        if (read.includes('\ufffd')) return; // It begins or ends inside a character.
        for (const { line, character } of found) {
          const rest = [lines[line].slice(character), ...lines.slice(line + 1)].join('\n');
          expect(rest.startsWith(read)).toBe(true);
        }
      }),
    );
  });
});
