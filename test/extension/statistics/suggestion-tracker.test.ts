import { describe, expect, it } from 'vitest';
import type { OffsetEdit } from '../../../src/extension/statistics/offer.ts';
import type { SuggestionEvent } from '../../../src/extension/statistics/suggestion-event.ts';
import { SuggestionTracker } from '../../../src/extension/statistics/suggestion-tracker.ts';

/** An editor with one document, in which `co` was typed at offset 100. */
class Editor {
  now = 0;
  cursor = 102;
  id = 0;
  readonly events: SuggestionEvent[] = [];
  readonly tracker = new SuggestionTracker((event) => this.events.push(event));

  /** Offers a ghost text at the cursor; `start` is where what is inserted begins. */
  offer(
    ghostText: string,
    { start = 100, before = 'co', isAskedFor = false, extendsEntry = false } = {},
  ): this {
    const texts = ghostText === '' ? [] : [{ start, insertText: before + ghostText, ghostText }];
    const offer = { document: 'a', languageId: 'ts', offset: this.cursor, isAskedFor, extendsEntry, texts };
    this.id = this.tracker.offered(offer, this.now);
    return this;
  }

  /** Offers two texts to one who asks. */
  offerTwo(one: string, two: string): this {
    const texts = [one, two].map((ghostText) => ({ start: 100, insertText: `co${ghostText}`, ghostText }));
    const offer = {
      document: 'a',
      languageId: 'ts',
      offset: this.cursor,
      isAskedFor: true,
      extendsEntry: false,
    };
    this.id = this.tracker.offered({ ...offer, texts }, this.now);
    return this;
  }

  edit(edit: OffsetEdit, reason?: 'undo' | 'redo', document = 'a'): this {
    this.tracker.edited({ document, edits: [edit], reason }, this.now);
    return this;
  }

  /** Inserts a text at the cursor, and moves the cursor behind it or behind a part of it. */
  insert(text: string, moved = text.length): this {
    this.edit({ offset: this.cursor, length: 0, text });
    this.cursor += moved;
    this.tracker.cursorAt('a', this.cursor);
    return this;
  }

  /** Types character by character. */
  type(text: string): this {
    for (const character of text) this.insert(character);
    return this;
  }

  /** Takes a suggestion as the editor does: replaces the word and tells it. */
  take(insertText: string, start = 100): this {
    this.edit({ offset: start, length: this.cursor - start, text: insertText });
    this.cursor = start + insertText.length;
    this.tracker.cursorAt('a', this.cursor);
    return this.tell();
  }

  tell(): this {
    this.tracker.accepted(this.id);
    return this;
  }

  move(cursor: number): this {
    this.cursor = cursor;
    this.tracker.cursorAt('a', cursor);
    return this;
  }

  wait(milliseconds: number): this {
    this.now += milliseconds;
    this.tracker.passed(this.now);
    return this;
  }

  leave(): this {
    this.tracker.left();
    return this;
  }
}

const shown = (editor: Editor): Editor => editor.offer('nst value').wait(150);

describe('the fate of a suggestion', () => {
  it.each<[string, (editor: Editor) => Editor, string]>([
    ['it stands long enough', (e) => e.offer('nst').wait(150), 'shown 3/0'],
    ['it goes at once, for a key that is not in it', (e) => e.offer('nst').wait(149).type('x').wait(500), ''],
    [
      'it goes at once, for an edit elsewhere',
      (e) => e.offer('nst').edit({ offset: 0, length: 0, text: 'x' }).wait(500),
      '',
    ],
    ['another comes at once', (e) => e.offer('nst').wait(50).offer('unt').wait(150), 'shown 3/0'],
    ['nothing comes in its place', (e) => e.offer('nst').wait(50).offer('').wait(500), ''],
    ['it is typed through before it is seen', (e) => e.offer('nst').type('n'), 'shown 3/0'],
    [
      'it is typed through, and offered again, shorter',
      (e) => shown(e).type('n').offer('st value').wait(200).type('s').offer('t val').wait(200),
      'shown 9/0',
    ],
    ['it is typed to its end', (e) => e.offer('nst').type('nst').type('x'), 'shown 3/0'],
    [
      'a second one follows it',
      (e) => e.offer('nst').type('nst').offer(' a', { before: 'const' }).wait(200),
      'shown 3/0, shown 2/0',
    ],
    [
      'a longer one follows it in its place',
      (e) => e.offer('nst').wait(200).offer('nst value').wait(200),
      'shown 3/0, shown 9/0',
    ],
    ['something else is typed', (e) => shown(e).type('x'), 'shown 9/0, refused 9/0'],
    ['something else is typed later', (e) => shown(e).type('nsx'), 'shown 9/0, refused 9/0'],
    ['Enter is typed', (e) => shown(e).insert('\n    '), 'shown 9/0, refused 9/0'],
    ['something else is pasted', (e) => shown(e).insert('xyz'), 'shown 9/0'],
    ['the cursor leaves', (e) => shown(e).move(7).move(102).type('x'), 'shown 9/0'],
    [
      'the word is deleted',
      (e) => shown(e).edit({ offset: 101, length: 1, text: '' }).type('x'),
      'shown 9/0',
    ],
    [
      'the last key is undone',
      (e) => shown(e).edit({ offset: 101, length: 1, text: '' }, 'undo'),
      'shown 9/0',
    ],
    [
      'another document changes',
      (e) => shown(e).edit({ offset: 0, length: 9, text: '' }, undefined, 'b').type('x'),
      'shown 9/0, refused 9/0',
    ],
    [
      'a line above changes',
      (e) => shown(e).edit({ offset: 0, length: 0, text: 'xx' }).move(104).take('const value', 102),
      'shown 9/0, taken 9/9',
    ],
    [
      'a line below changes',
      (e) => shown(e).edit({ offset: 300, length: 0, text: 'xx' }).type('x'),
      'shown 9/0, refused 9/0',
    ],
    ['it is taken', (e) => shown(e).take('const value'), 'shown 9/0, taken 9/9'],
    [
      'it is taken before it is seen',
      (e) => e.offer('nst value').take('const value'),
      'shown 9/0, taken 9/9',
    ],
    [
      'it is taken by an edit that leaves the word alone',
      (e) => shown(e).insert('nst value').tell(),
      'shown 9/0, taken 9/9',
    ],
    [
      'the edit looks different',
      (e) => shown(e).edit({ offset: 50, length: 90, text: '?' }).tell(),
      'shown 9/0, taken 9/9',
    ],
    [
      'it is taken, typed through in part',
      (e) => shown(e).type('ns').offer('t value', { before: 'cons' }).take('const value'),
      'shown 9/0, taken 9/7',
    ],
    ['its last character is taken', (e) => e.offer('x').wait(200).insert('x').tell(), 'shown 1/0, taken 1/1'],
    [
      'it begins on an empty line, and is taken',
      (e) => e.offer('a(b)', { start: 102, before: '' }).wait(200).take('a(b)', 102),
      'shown 4/0, taken 4/4',
    ],
    ['it is told twice', (e) => shown(e).take('const value').tell(), 'shown 9/0, taken 9/9'],
    ['a word of it is taken', (e) => shown(e).insert('nst').leave(), 'shown 9/0, takenInPart 9/3'],
    [
      'a word of it is taken, then something else is typed',
      (e) => shown(e).insert('nst').type('x'),
      'shown 9/0, takenInPart 9/3',
    ],
    [
      'it is taken word by word',
      (e) => shown(e).insert('nst').insert(' value').tell(),
      'shown 9/0, taken 9/9',
    ],
    [
      'a word is taken, and the rest typed',
      (e) => shown(e).insert('nst').type(' value'),
      'shown 9/0, takenInPart 9/3',
    ],
    [
      'an entry of the list is taken',
      (e) => e.offer('nst value', { extendsEntry: true }).wait(200).insert('nst'),
      'shown 9/0',
    ],
    [
      'a bracket closes itself',
      (e) => e.offer('(a)').insert('()', 1).offer('a', { before: '(' }).insert('a').type(')'),
      'shown 3/0',
    ],
    [
      'a bracket closes itself, and something else is typed',
      (e) => e.offer('(a)').insert('()', 1).type('b'),
      'shown 3/0, refused 3/0',
    ],
    ['several lines, typed', (e) => e.offer('nst\n  a').type('nst').insert('\n  ').type('a'), 'shown 7/0'],
    [
      'several lines, taken in a document with line breaks of two characters',
      (e) => shown(e.offer('')).offer('n {\n  a').wait(200).take('con {\r\n  a'),
      'shown 9/0, shown 7/0, taken 7/7',
    ],
    [
      'several lines, one taken, the rest typed, likewise',
      (e) => e.offer('{\n  a\n}').insert('{').insert('\r\n  ').insert('a').insert('\r\n}').tell(),
      'shown 7/0, taken 7/2',
    ],
    [
      'the second of two is taken',
      (e) => e.offerTwo('nst', 'unter').wait(200).take('counter'),
      'shown 3/0, taken 5/5',
    ],
    [
      'the second of two is typed',
      (e) => e.offerTwo('nst', 'unter').wait(200).type('un').type('x'),
      'shown 3/0, refused 3/0',
    ],
  ])('is known: %s', (_what, act, expected) => {
    const { events } = act(new Editor());
    expect(events.map(({ what, characters, taken }) => `${what} ${characters}/${taken}`).join(', ')).toBe(
      expected,
    );
  });
});

describe('what was taken', () => {
  const taken = (editor: Editor): Editor => shown(editor).take('const value');
  const fates = ({ events }: Editor): string[] => events.map(({ what }) => what).slice(2);

  it.each<[string, (editor: Editor) => Editor, readonly string[]]>([
    ['still stands', (e) => e.wait(30_000).wait(30_000), ['keptAfter30s']],
    ['stands not long enough yet', (e) => e.wait(29_999), []],
    ['is undone', (e) => e.edit({ offset: 100, length: 11, text: 'co' }, 'undo').wait(40_000), ['undone']],
    ['is deleted', (e) => e.edit({ offset: 100, length: 11, text: '' }).wait(40_000), []],
    ['is changed', (e) => e.edit({ offset: 106, length: 2, text: 'x' }).wait(40_000), []],
    [
      'has something in it',
      (e) => e.edit({ offset: 106, length: 0, text: 'x' }).wait(30_000),
      ['keptAfter30s'],
    ],
    [
      'has something before it and after it, which is undone',
      (e) =>
        e
          .type('x')
          .edit({ offset: 111, length: 1, text: '' }, 'undo')
          .edit({ offset: 0, length: 0, text: 'xx' })
          .edit({ offset: 0, length: 2, text: '' }, 'undo')
          .wait(30_000),
      ['keptAfter30s'],
    ],
    [
      'has moved, and is undone',
      (e) => e.edit({ offset: 0, length: 5, text: '' }).edit({ offset: 95, length: 11, text: 'co' }, 'undo'),
      ['undone'],
    ],
    [
      'was in a document that is closed',
      (e) => {
        e.tracker.closed('a');
        return e.wait(40_000);
      },
      [],
    ],
  ])('%s', (_what, act, expected) => {
    expect(fates(act(taken(new Editor())))).toEqual(expected);
  });

  it('is looked at once where words were taken one after the other', () => {
    const editor = shown(new Editor()).insert('nst').insert(' value').tell().wait(60_000);
    expect(fates(editor)).toEqual(['keptAfter30s']);
  });
});

describe('the tracker of suggestions', () => {
  it('says when it wants to be called, and that it does not', () => {
    const editor = new Editor();
    expect(editor.tracker.nextDue).toBeUndefined();
    expect(editor.offer('nst').tracker.nextDue).toBe(150);
    expect(editor.wait(150).tracker.nextDue).toBeUndefined();
    expect(editor.take('const').tracker.nextDue).toBe(30_150);
    expect(editor.wait(30_000).tracker.nextDue).toBeUndefined();
  });

  it('tells the kinds apart', () => {
    const kindOf = (ghostText: string, options = {}): unknown =>
      new Editor().offer(ghostText, options).wait(200).events[0]?.kind;
    expect(kindOf('nst')).toBe('short');
    expect(kindOf('nst value = 1;')).toBe('line');
    expect(kindOf('n\n  a')).toBe('severalLines');
    expect(kindOf('nst', { isAskedFor: true })).toBe('askedFor');
  });

  it('knows whether anything stands', () => {
    const editor = new Editor().offer('nst');
    expect([editor.tracker.stands('a'), editor.tracker.stands('b')]).toEqual([true, false]);
    editor.type('x');
    expect(editor.tracker.stands('a')).toBe(false);
  });

  it('does not mind a number that it has not given', () => {
    const editor = new Editor();
    editor.tracker.accepted(17);
    expect(editor.events).toEqual([]);
  });
});
