import type { Position, TextDocument, TextDocumentChangeReason } from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SuggestionEvent } from '../../../src/extension/statistics/suggestion-event.ts';
import { ShownSuggestions } from '../../../src/extension/suggestions/shown-suggestions.ts';

const place = (line: number, character: number): Position => ({ line, character }) as never;
const position = place(3, 4);
/** A document in which the cursor is at offset 104, and its line begins at 100. */
const document = {
  uri: { toString: () => 'file:///a.ts' },
  languageId: 'typescript',
  offsetAt: ({ character }: Position) => 100 + character,
} as unknown as TextDocument;
const suggestion = {
  line: 3,
  startCharacter: 2,
  endCharacter: 4,
  insertText: 'const',
  ghostText: 'nst',
  probability: 0.5,
};
/** The editor's module has the numbers, and is not there. */
const undo = 1 as unknown as TextDocumentChangeReason;
const facts = { isAskedFor: false, extendsEntry: false };

/** The suggestion, shown in an editor. */
class Editor {
  readonly events: SuggestionEvent[] = [];
  readonly shown = new ShownSuggestions((event) => this.events.push(event));
  readonly id = this.shown.offered(document, position, [suggestion], facts);

  edit(rangeOffset: number, rangeLength: number, text: string, reason?: TextDocumentChangeReason): void {
    const contentChanges = [{ rangeOffset, rangeLength, text, range: undefined as never }];
    this.shown.changed({ document, contentChanges, reason });
  }

  get fates(): readonly string[] {
    return this.events.map(({ what }) => what);
  }
}

describe('shown suggestions', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are shown after a moment, and taken when the editor inserts them and says so', () => {
    const editor = new Editor();
    vi.advanceTimersByTime(200);
    expect(editor.fates).toEqual(['shown']);
    editor.edit(102, 2, 'const');
    editor.shown.accepted(editor.id);
    expect(editor.fates).toEqual(['shown', 'taken']);
    vi.advanceTimersByTime(30_100);
    expect(editor.fates).toEqual(['shown', 'taken', 'keptAfter30s']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are known to be undone', () => {
    const editor = new Editor();
    editor.edit(102, 2, 'const');
    editor.edit(102, 5, 'co', undo);
    expect(editor.fates).toEqual(['shown', 'taken', 'undone']);
  });

  it.each<[string, (shown: ShownSuggestions) => void]>([
    [
      'the cursor moves',
      (shown) => {
        shown.cursorMoved(document, place(3, 1));
      },
    ],
    [
      'something is selected',
      (shown) => {
        shown.cursorMoved(document, undefined);
      },
    ],
    [
      'another editor is chosen',
      (shown) => {
        shown.editorLeft();
      },
    ],
    [
      'the document is closed',
      (shown) => {
        shown.closed(document);
      },
    ],
  ])('stand no more when %s', (_what, act) => {
    const { shown, events } = new Editor();
    shown.cursorMoved(document, position);
    expect(shown.standsIn(document)).toBe(true);
    act(shown);
    expect(shown.standsIn(document)).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    expect(events).toEqual([]);
  });

  it.each([undefined, 'no number', 12_345, {}])('do not mind a command with %j', (id) => {
    const { shown, events } = new Editor();
    shown.accepted(id);
    expect(events).toEqual([]);
  });

  it('tell of what was taken in part when they are disposed, and leave no timer', () => {
    const editor = new Editor();
    editor.edit(104, 0, 'ns');
    expect(vi.getTimerCount()).toBe(1);
    editor.shown.dispose();
    expect(editor.events.at(-1)).toMatchObject({ what: 'takenInPart', characters: 3, taken: 2 });
    expect(vi.getTimerCount()).toBe(0);
    editor.shown.offered(document, position, [suggestion], facts);
    editor.edit(0, 0, 'x');
    expect(vi.getTimerCount()).toBe(0);
  });
});
