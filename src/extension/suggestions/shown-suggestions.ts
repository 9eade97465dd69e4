import type { Position, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import type { Offer } from '../statistics/offer.ts';
import type { SuggestionEvent } from '../statistics/suggestion-event.ts';
import { SuggestionTracker } from '../statistics/suggestion-tracker.ts';

/** `vscode.TextDocumentChangeReason`, by its numbers. */
const reasons: Readonly<Record<number, 'undo' | 'redo' | undefined>> = { 1: 'undo', 2: 'redo' };

/** Tells the tracker of suggestions what happens in the editor, and gives it its time. */
export class ShownSuggestions {
  readonly #tracker: SuggestionTracker;
  #timer: NodeJS.Timeout | undefined;
  #due: number | undefined;
  #isDisposed = false;

  constructor(report: (event: SuggestionEvent) => void) {
    this.#tracker = new SuggestionTracker(report);
  }

  /** Whether a suggestion stands in the document. */
  standsIn(document: TextDocument): boolean {
    return this.#tracker.stands(document.uri.toString());
  }

  /** Notes what the editor is answered. Returns the suggestion's number, for `accepted`. */
  offered(
    document: TextDocument,
    position: Position,
    suggestions: readonly Suggestion[],
    facts: Pick<Offer, 'isAskedFor' | 'extendsEntry'>,
  ): number {
    if (this.#isDisposed) return 0;
    const offset = document.offsetAt(position);
    const lineStart = offset - position.character;
    const id = this.#tracker.offered(
      {
        document: document.uri.toString(),
        languageId: document.languageId,
        offset,
        ...facts,
        texts: suggestions.map(({ startCharacter, insertText, ghostText }) => {
          return { start: lineStart + startCharacter, insertText, ghostText };
        }),
      },
      performance.now(),
    );
    this.#schedule();
    return id;
  }

  changed({ document, contentChanges, reason }: Omit<TextDocumentChangeEvent, 'detailedReason'>): void {
    const edits = contentChanges.map(({ rangeOffset: offset, rangeLength: length, text }) => {
      return { offset, length, text };
    });
    const change = { document: document.uri.toString(), edits, reason: reasons[reason ?? 0] };
    this.#tracker.edited(change, performance.now());
    this.#schedule();
  }

  /** @param cursor - undefined where there are several, or a selection */
  cursorMoved(document: TextDocument, cursor: Position | undefined): void {
    if (!this.standsIn(document)) return;
    this.#tracker.cursorAt(document.uri.toString(), cursor === undefined ? -1 : document.offsetAt(cursor));
    this.#schedule();
  }

  editorLeft(): void {
    this.#tracker.left();
    this.#schedule();
  }

  closed(document: TextDocument): void {
    this.#tracker.closed(document.uri.toString());
    this.#schedule();
  }

  /** The editor has inserted a suggestion. Anybody can call the command, with anything. */
  accepted(id: unknown): void {
    if (typeof id === 'number') this.#tracker.accepted(id);
    this.#schedule();
  }

  dispose(): void {
    this.#tracker.left();
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const due = this.#isDisposed ? undefined : this.#tracker.nextDue;
    if (due === this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    if (due === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#due = undefined;
        this.#tracker.passed(Math.max(due, performance.now()));
        this.#schedule();
      },
      Math.max(0, due - performance.now()),
    );
  }
}
