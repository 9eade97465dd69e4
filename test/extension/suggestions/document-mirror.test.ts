import fc from 'fast-check';
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { describe, expect, it } from 'vitest';
import { DocumentMirror } from '../../../src/extension/suggestions/document-mirror.ts';
import { WorkerThread } from '../../../src/extension/threads/worker-thread.ts';
import { failed, succeeded } from '../../../src/protocol/failure.ts';
import type { LineEdit } from '../../../src/core/prediction/open-document.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { localThread } from '../threads/threads.ts';

const done = succeeded(null);
const unused = failed('internal', 'not for this test');

/** The texts that a predictor ends up with. It applies edits one after the other, as the contract says. */
class Copies {
  readonly texts = new Map<string, { version: number; text: string }>();
  readonly thread = new WorkerThread<PredictorContract>(
    () =>
      Promise.resolve(
        localThread<PredictorContract>({
          openDocument: ({ document, version, text }) => {
            this.texts.set(document, { version, text });
            return done;
          },
          changeDocument: ({ document, version, edits }) => {
            const { text } = this.texts.get(document) ?? { text: '' };
            this.texts.set(document, { version, text: edits.reduce(applyEdit, text) });
            return done;
          },
          closeDocument: ({ document }) => {
            this.texts.delete(document);
            return done;
          },
          recall: () => unused,
          remember: () => unused,
          rememberSaved: () => unused,
          rememberChanged: () => unused,
          forget: () => unused,
          withhold: () => unused,
          remembered: () => unused,
          store: () => done,
          erase: () => done,
          openJudge: () => unused,
          eraseJudge: () => unused,
          load: () => unused,
          suggest: () => unused,
          choices: () => succeeded([]),
          explain: () => unused,
          score: () => unused,
          sample: () => unused,
        }),
      ),
    { started: () => undefined, ended: () => undefined },
  );

  /** Resolves when everything that was sent has arrived. */
  async arrived(): Promise<void> {
    await this.thread.call('score', { texts: [] });
  }
}

const offsetOf = (text: string, line: number, character: number): number => {
  const lines = text.split('\n');
  return lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
};

const positionOf = (text: string, offset: number): { line: number; character: number } => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
};

function applyEdit(text: string, edit: LineEdit): string {
  const start = offsetOf(text, edit.startLine, edit.startCharacter);
  const end = offsetOf(text, edit.endLine, edit.endCharacter);
  return text.slice(0, start) + edit.text + text.slice(end);
}

/** A document in the editor. Several cursors replace text at once; the editor reports the last place first. */
class EditorDocument {
  text: string;
  version = 1;
  isClosed = false;
  readonly uri = { toString: () => 'file:///a.ts' };
  #split: { text: string; lines: readonly string[] } = { text: '', lines: [''] };

  constructor(text: string) {
    this.text = text;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  getText(): string {
    return this.text;
  }

  lineAt(line: number): { text: string; range: { end: { line: number; character: number } } } {
    const text = this.#lines[line] ?? '';
    return { text, range: { end: { line, character: text.length } } };
  }

  offsetAt({ line, character }: { line: number; character: number }): number {
    return offsetOf(this.text, line, character);
  }

  get #lines(): readonly string[] {
    if (this.#split.text !== this.text) this.#split = { text: this.text, lines: this.text.split('\n') };
    return this.#split.lines;
  }

  /** Replaces text at places that are given as fractions of the text's length. Overlapping places are skipped. */
  edit(places: readonly number[], length: number, insert: string): TextDocumentChangeEvent {
    const before = this.text;
    const starts = [...new Set(places.map((place) => Math.floor(place * (before.length + 1))))].sort(
      (a, b) => b - a,
    );
    const contentChanges = [];
    let bound = before.length;
    for (const start of starts) {
      const end = Math.min(bound, start + length);
      if (start > bound) continue;
      contentChanges.push({
        range: { start: positionOf(before, start), end: positionOf(before, end) },
        text: insert,
      });
      this.text = this.text.slice(0, start) + insert + this.text.slice(end);
      bound = start;
    }
    this.version++;
    return { document: this.forEditor(), contentChanges } as unknown as TextDocumentChangeEvent;
  }

  forEditor(): TextDocument {
    return this as unknown as TextDocument;
  }
}

describe('the mirror of documents', () => {
  it('keeps the copy equal to the document through any edits', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' ', '字'), maxLength: 40 });
    const place = fc.double({ min: 0, max: 0.999, noNaN: true });
    const edit = fc.tuple(fc.array(place, { minLength: 1, maxLength: 3 }), fc.nat(5), text);
    await fc.assert(
      fc.asyncProperty(text, fc.array(edit, { maxLength: 8 }), async (start, edits) => {
        const copies = new Copies();
        const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
        const document = new EditorDocument(start);
        expect(mirror.ensure(document.forEditor(), 0)).toBe(0);
        for (const [places, length, insert] of edits) mirror.changed(document.edit(places, length, insert));
        await copies.arrived();
        expect(copies.texts.get('file:///a.ts')).toEqual({ version: document.version, text: document.text });
      }),
      { numRuns: 60 },
    );
  });

  it('sends nothing about a document before the first request, nor where a line is too long', async () => {
    const copies = new Copies();
    const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
    mirror.changed(new EditorDocument('quiet').edit([0], 0, 'x'));
    const long = new EditorDocument(`short\n${'x'.repeat(2_000_000)}`);
    expect(mirror.ensure(long.forEditor(), 1)).toBeUndefined();
    await copies.arrived();
    expect(copies.texts.size).toBe(0);
    expect(mirror.ensure(long.forEditor(), 0)).toBe(0);
    await copies.arrived();
    expect(copies.texts.get('file:///a.ts')?.text).toBe('short');
  });

  it.each([
    ['many lines', 'a line\n'.repeat(300_000)],
    ['long lines', `${'x'.repeat(500)}\n`.repeat(20_000)],
  ])('sends the lines around the cursor of a document with %s, and others when it moves', async (_, text) => {
    const copies = new Copies();
    const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
    const document = new EditorDocument(text);
    const lines = text.split('\n');
    for (const line of [0, 1, 10_000, 10_100, 9990, lines.length - 1, 10_000]) {
      const first = mirror.ensure(document.forEditor(), line) ?? Number.NaN;
      await copies.arrived();
      const copy = copies.texts.get('file:///a.ts')?.text ?? '';
      const count = copy.split('\n').length;
      expect(copy).toBe(lines.slice(first, first + count).join('\n'));
      expect(copy.length).toBeLessThan(1_000_000);
      expect(first).toBeLessThanOrEqual(line);
      // The predictor would look a few hundred lines up and down, where there are that many.
      expect(line - first).toBeGreaterThanOrEqual(Math.min(line, 300));
      expect(first + count - line).toBeGreaterThan(Math.min(lines.length - 1 - line, 100));
    }
  });

  it('keeps the copy of a long document equal to its lines, through edits inside, outside and across', async () => {
    const numbered = Array.from({ length: 60_000 }, (_, line) => `line ${line}`).join('\n');
    const place = fc.oneof(
      fc.double({ min: 0.45, max: 0.55, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
    );
    const insert = fc.string({ unit: fc.constantFrom('a', '\n', ' '), maxLength: 6 });
    const edit = fc.tuple(fc.array(place, { minLength: 1, maxLength: 3 }), fc.nat(30), insert);
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), async (edits) => {
        const copies = new Copies();
        const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
        const document = new EditorDocument(numbered);
        mirror.ensure(document.forEditor(), 30_000);
        for (const [places, length, text] of edits) mirror.changed(document.edit(places, length, text));
        const first = mirror.ensure(document.forEditor(), 30_000) ?? Number.NaN;
        await copies.arrived();
        const { version, text } = copies.texts.get('file:///a.ts') ?? { text: '' };
        const count = text.split('\n').length;
        expect(text).toBe(
          document.text
            .split('\n')
            .slice(first, first + count)
            .join('\n'),
        );
        expect(version).toBe(document.version);
        expect(count).toBeLessThan(20_000);
        expect(30_000 - first).toBeGreaterThan(1000);
      }),
      { numRuns: 25 },
    );
  });

  it('sends the whole text again when it has missed an edit, and forgets a document that is closed', async () => {
    const copies = new Copies();
    const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
    const document = new EditorDocument('one');
    mirror.ensure(document.forEditor(), 0);
    document.edit([0], 0, 'missed ');
    mirror.ensure(document.forEditor(), 0);
    await copies.arrived();
    expect(copies.texts.get('file:///a.ts')).toEqual({ version: 2, text: 'missed one' });
    mirror.forget('file:///a.ts');
    await copies.arrived();
    expect(copies.texts.size).toBe(0);
    // A request may have waited, and nobody will tell of this document any more.
    document.isClosed = true;
    expect(mirror.ensure(document.forEditor(), 0)).toBeUndefined();
    await copies.arrived();
    expect(copies.texts.size).toBe(0);
  });
});
