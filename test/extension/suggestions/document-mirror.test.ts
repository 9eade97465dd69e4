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
          forget: () => unused,
          load: () => unused,
          suggest: () => unused,
          choices: () => succeeded([]),
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
  readonly uri = { toString: () => 'file:///a.ts' };

  constructor(text: string) {
    this.text = text;
  }

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  getText(): string {
    return this.text;
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
        expect(mirror.ensure(document.forEditor())).toBe(true);
        for (const [places, length, insert] of edits) mirror.changed(document.edit(places, length, insert));
        await copies.arrived();
        expect(copies.texts.get('file:///a.ts')).toEqual({ version: document.version, text: document.text });
      }),
      { numRuns: 60 },
    );
  });

  it('sends nothing about a document before the first request, nor about one that is too long', async () => {
    const copies = new Copies();
    const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
    mirror.changed(new EditorDocument('quiet').edit([0], 0, 'x'));
    expect(mirror.ensure(new EditorDocument('x'.repeat(2_000_000)).forEditor())).toBe(false);
    expect(mirror.ensure(new EditorDocument('\n'.repeat(100_000)).forEditor())).toBe(false);
    await copies.arrived();
    expect(copies.texts.size).toBe(0);
  });

  it('sends the whole text again when it has missed an edit, and forgets a document that is closed', async () => {
    const copies = new Copies();
    const mirror = new DocumentMirror(copies.thread, () => 'a.ts');
    const document = new EditorDocument('one');
    mirror.ensure(document.forEditor());
    document.edit([0], 0, 'missed ');
    mirror.ensure(document.forEditor());
    await copies.arrived();
    expect(copies.texts.get('file:///a.ts')).toEqual({ version: 2, text: 'missed one' });
    mirror.forget('file:///a.ts');
    await copies.arrived();
    expect(copies.texts.size).toBe(0);
  });
});
