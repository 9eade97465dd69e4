import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { PredictorContract } from '../../protocol/predictor-contract.ts';
import type { WorkerThread } from '../threads/worker-thread.ts';

/** Longer documents get no suggestions: mirroring them would take the extension host's thread too long. */
const LONGEST_DOCUMENT = 1_000_000;
const MOST_LINES = 50_000;

/**
 * Keeps the predictor's copies of documents equal to the editor's documents. A document is sent whole at its first
 * request; from then on only its edits are sent.
 */
export class DocumentMirror {
  readonly #predictor: Pick<WorkerThread<PredictorContract>, 'call'>;
  readonly #pathOf: (document: TextDocument) => string;
  /** The version of each document that the predictor has, by URI. */
  readonly #versions = new Map<string, number>();

  constructor(
    predictor: Pick<WorkerThread<PredictorContract>, 'call'>,
    pathOf: (document: TextDocument) => string,
  ) {
    this.#predictor = predictor;
    this.#pathOf = pathOf;
  }

  /** Makes sure that the predictor has this document as it is now. Returns false if the document is too long. */
  ensure(document: TextDocument): boolean {
    const uri = document.uri.toString();
    if (this.#versions.get(uri) === document.version) return true;
    this.forget(uri);
    if (document.lineCount > MOST_LINES) return false;
    const text = document.getText();
    if (text.length > LONGEST_DOCUMENT) return false;
    this.#versions.set(uri, document.version);
    const path = this.#pathOf(document);
    void this.#predictor.call('openDocument', { document: uri, path, version: document.version, text });
    return true;
  }

  changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    if (contentChanges.length === 0 || !this.#versions.has(uri)) return;
    this.#versions.set(uri, document.version);
    const edits = contentChanges.map(({ range, text }) => ({
      startLine: range.start.line,
      startCharacter: range.start.character,
      endLine: range.end.line,
      endCharacter: range.end.character,
      text,
    }));
    void this.#predictor.call('changeDocument', { document: uri, version: document.version, edits });
  }

  forget(uri: string): void {
    if (this.#versions.delete(uri)) void this.#predictor.call('closeDocument', { document: uri });
  }

  /** Called when the predictor has a new thread, which has no documents. */
  clear(): void {
    this.#versions.clear();
  }
}
