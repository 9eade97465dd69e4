import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { neededKeys } from '../../scripts/measure-editor/editor-keys.ts';
import { knownWords, lastWord } from '../../scripts/measure-editor/known-words.ts';
import { agreedText, atCursor, expandTabs } from '../../scripts/measure-editor/shown-text.ts';
import { percentile, timings } from '../../scripts/measure-editor/timings.ts';
import { indentationOf, placeInWorkspace } from '../../scripts/measure-editor/typed-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('what stands at the cursor', () => {
  const line = (...pieces: readonly string[]) => ({
    // Ghost text is written in angle brackets.
    pieces: pieces.map((piece) => ({ text: piece.replaceAll(/[<>]/g, ''), isGhost: piece.startsWith('<') })),
    further: [],
    isListOpen: false,
  });

  it.each([
    [line('  run'), '  run', { after: '', suggested: '', kept: 0 }],
    [line('  run', '<(tide)>'), '  run', { after: '', suggested: '(tide)', kept: 0 }],
    [line('run(', '<tide>', ')'), 'run(', { after: ')', suggested: 'tide', kept: 0 }],
    [line('run(', '<tide>', ')', '<;>'), 'run(', { after: ')', suggested: 'tide);', kept: 1 }],
    [{ ...line('<a>'), further: ['  b', 'c'] }, '', { after: '', suggested: 'a\n  b\nc', kept: 0 }],
    [line('ran'), 'run', undefined],
  ])('is told apart, in %j behind %j', (page, before, expected) => {
    expect(atCursor(page, before)).toEqual(expected);
  });

  it.each([
    ['tide)', 'run(', 'tide);\n', 'tide)'],
    ['tide)', 'run(', 'tides', undefined],
    // The page shows tabs as blanks.
    ['if x:', '\t', 'if x:\n', 'if x:'],
    ['x\n        y', '', 'x\n\t\ty\n', 'x\n\t\ty'],
    ['    y', '\t', '\ty', '\ty'],
  ])('is compared with what is to come: %j behind %j', (suggested, before, rest, expected) => {
    expect(agreedText(suggested, before, rest, 4)).toBe(expected);
  });

  it('has its tabs expanded', () => {
    expect(expandTabs('\ta\tb\n\tc', 4)).toBe('    a   b\n    c');
  });
});

describe('a word that a suggestion ends in', () => {
  it.each([
    ['follow', '_redirects', '', 'follow_redirects'],
    ['app.', 'route', '("/")', 'route'],
    ['', 'cli', 'ent = 1', 'client'],
    ['app', '.run(', '', ''],
  ])('is whole: %j, %j, %j', (before, suggested, after, expected) => {
    expect(lastWord(before, suggested, after)).toBe(expected);
  });

  const folder = temporaryFolder();

  it('is known from the files of the workspace, at any depth, and from the text', async () => {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'a.py'), 'follow_redirects = Größe');
    const known = await knownWords(folder, 'tide()');
    expect([...known].sort()).toEqual(['Größe', 'follow_redirects', 'tide'].sort());
  });
});

describe('times in the page', () => {
  const key = (key: string, time: number) => ({ kind: 'key', key, time }) as const;
  const ghost = (text: string, time: number) => ({ kind: 'ghost', text, time }) as const;

  it.each([
    ['new text', [key('a', 0), ghost('bc', 80)], { newText: [80], gaps: [] }],
    [
      'what is typed through',
      [key('a', 0), ghost('bc', 80), key('b', 120), ghost('c', 125)],
      { newText: [80], gaps: [] },
    ],
    [
      'a gap at a bracket that the editor closes',
      [key('a', 0), ghost('(x)', 80), key('(', 120), ghost('', 130), ghost('x', 190)],
      { newText: [80], gaps: [{ key: '(', left: 'x)', milliseconds: 60 }] },
    ],
    [
      'another text in place of what went',
      [key('a', 0), ghost('(x)', 80), key('(', 120), ghost('', 130), ghost('y', 190)],
      { newText: [80, 70], gaps: [] },
    ],
    ['nothing', [key('a', 0), key('b', 120), ghost('', 130)], { newText: [], gaps: [] }],
  ])('are those of %s', (_, events, expected) => {
    expect(timings(events)).toEqual(expected);
  });

  it('have percentiles', () => {
    expect([0.5, 0.9, 1].map((p) => percentile([3, 1, 2], p))).toEqual([2, 3, 3]);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

it.each([
  ['ab', 2],
  ['run(a, "b")', 9],
  ['if x:\n    y\n', 8],
  [')', 1],
  ['((', 2],
])('the editor types indentation and closing brackets by itself: %j takes %d keys', (text, keys) => {
  expect(neededKeys(text)).toBe(keys);
});

it.each([
  ['/w/train/a/b.py', '/w/train', 'a/b.py'],
  ['/w/test/a/b.py', '/w/train', 'a/b.py'],
  ['/x/y/b.py', '/w/train', 'b.py'],
  ['/w/b.py', '/w/train', 'b.py'],
])('%s has a place in %s', (file, workspace, place) => {
  expect(placeInWorkspace(file, workspace)).toBe(place);
});

it.each([
  ['a\n\tb', { insertSpaces: false, tabSize: 4 }],
  ['a\n    b\n  c', { insertSpaces: true, tabSize: 2 }],
  ['a', { insertSpaces: true, tabSize: 4 }],
])('%j is indented with %j', (text, indentation) => {
  expect(indentationOf(text)).toEqual(indentation);
});
