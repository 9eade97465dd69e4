import type { TextDocumentChangeEvent, TextDocumentChangeReason } from 'vscode';
import { describe, expect, it } from 'vitest';
import { typedKey } from '../../../src/extension/suggestions/typed-key.ts';

/** An insertion at line 3, character 4, which replaces some characters. */
const insertion = (text: string, replaced = 0): TextDocumentChangeEvent['contentChanges'] =>
  [
    {
      text,
      range: {
        start: { line: 3, character: 4 },
        end: { line: 3, character: 4 + replaced },
        isEmpty: replaced === 0,
      },
    },
  ] as never;

/** The editor's module has the numbers, and is not there. */
const undo = 1 as unknown as TextDocumentChangeReason;
const cursor = { line: 3, character: 4 };

describe('a typed key', () => {
  it.each([
    ['a letter', 'a', { line: 3, character: 5 }],
    ['a character of two code units', '😀', { line: 3, character: 6 }],
    ['a line break', '\n', { line: 4, character: 0 }],
    ['a line break of two characters', '\r\n', { line: 4, character: 0 }],
  ])('is one character at the cursor: %s', (_what, text, after) => {
    const event = { contentChanges: insertion(text), reason: undefined };
    expect(typedKey(event, [cursor])).toEqual(after);
    expect(typedKey(event, [{ line: 0, character: 0 }, cursor])).toEqual(after);
  });

  it.each([
    ['a paste', insertion('ab'), undefined, cursor],
    ['a deletion', insertion('', 1), undefined, cursor],
    ['a replacement', insertion('a', 2), undefined, cursor],
    ['an undoing', insertion('a'), undo, cursor],
    ['an edit elsewhere', insertion('a'), undefined, { line: 3, character: 5 }],
    ['several edits', [...insertion('a'), ...insertion('a')], undefined, cursor],
    ['no edit', [], undefined, cursor],
    ['an edit without a cursor', insertion('a'), undefined, undefined],
  ])('is nothing else: %s', (_what, contentChanges, reason, at) => {
    expect(typedKey({ contentChanges, reason }, [at])).toBeUndefined();
  });
});
