import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { PredictorContract } from '../../protocol/predictor-contract.ts';
import type { WorkerThread } from '../threads/worker-thread.ts';
import { DocumentWindow, isLineTooLong } from './document-window.ts';

interface Mirrored {
  /** The version that the predictor has. */
  version: number;
  readonly window: DocumentWindow;
}

/**
 * Keeps the predictor's copies of documents equal to the editor's documents. A document is sent at its first request:
 * whole or, if it is long, a window of lines around the cursor. From then on only its edits are sent. When the cursor
 * leaves the window, another one is sent.
 */
export class DocumentMirror {
  readonly #predictor: Pick<WorkerThread<PredictorContract>, 'call'>;
  readonly #pathOf: (document: TextDocument) => string;
  /** By URI. */
  readonly #mirrored = new Map<string, Mirrored>();

  constructor(
    predictor: Pick<WorkerThread<PredictorContract>, 'call'>,
    pathOf: (document: TextDocument) => string,
  ) {
    this.#predictor = predictor;
    this.#pathOf = pathOf;
  }

  /**
   * Makes sure that the predictor has the text around this line as it is now. Returns the document's line that is the
   * first of the predictor's copy; undefined where the line is too long, and where the document has been closed: nobody
   * would tell when it is no longer needed.
   */
  ensure(document: TextDocument, line: number): number | undefined {
    const uri = document.uri.toString();
    const { version } = document;
    if (document.isClosed || isLineTooLong(document, line)) return undefined;
    const known = this.#mirrored.get(uri);
    if (known?.version === version && known.window.serves(document, line)) return known.window.first;
    this.forget(uri);
    const window = new DocumentWindow(document, line);
    this.#mirrored.set(uri, { version, window });
    const [path, text] = [this.#pathOf(document), window.textOf(document)];
    void this.#predictor.call('openDocument', { document: uri, path, version, text });
    return window.first;
  }

  changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const mirrored = this.#mirrored.get(uri);
    if (contentChanges.length === 0 || mirrored === undefined) return;
    const edits = [];
    for (const { range, text } of contentChanges) {
      const edit = mirrored.window.follow({
        startLine: range.start.line,
        startCharacter: range.start.character,
        endLine: range.end.line,
        endCharacter: range.end.character,
        text,
      });
      if (edit === 'lost') {
        this.forget(uri);
        return;
      }
      if (edit !== undefined) edits.push(edit);
    }
    mirrored.version = document.version;
    void this.#predictor.call('changeDocument', { document: uri, version: document.version, edits });
  }

  forget(uri: string): void {
    if (this.#mirrored.delete(uri)) void this.#predictor.call('closeDocument', { document: uri });
  }

  /** Called when the predictor has a new thread, which has no documents. */
  clear(): void {
    this.#mirrored.clear();
  }
}
