import type { Position, TextDocument } from 'vscode';
import type { Suggestion } from '../../core/prediction/suggestion.ts';

/** A suggestion that the editor got, and where. */
export interface SuggestedText {
  readonly document: TextDocument;
  readonly position: Position;
  /** The line before the text. */
  readonly prefix: string;
  readonly text: string;
}

/** The last suggestion, so that it can be explained, whether it still stands, was taken or is gone. */
export class LastSuggestion {
  #id: number | undefined;
  #text: SuggestedText | undefined;

  /** What was suggested last; undefined if nothing was, or if the text before it has changed since. */
  get current(): SuggestedText | undefined {
    const last = this.#text;
    if (!last || last.document.isClosed || last.position.line >= last.document.lineCount) return undefined;
    return last.document.lineAt(last.position.line).text.startsWith(last.prefix) ? last : undefined;
  }

  /** `id`: as in `ShownSuggestions.offered`. What is typed through keeps its number, and was suggested where it began. */
  offered(id: number, document: TextDocument, position: Position, suggestion: Suggestion): void {
    if (id === this.#id && this.current !== undefined) return;
    this.#id = id;
    const prefix = document.lineAt(position.line).text.slice(0, position.character);
    this.#text = { document, position, prefix, text: suggestion.ghostText };
  }
}
