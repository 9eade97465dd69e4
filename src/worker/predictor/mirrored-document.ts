import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { OpenDocument } from '../../core/prediction/open-document.ts';
import { Predictor } from '../../core/prediction/predictor.ts';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import type { DocumentChange, DocumentText, SuggestParams } from '../../protocol/predictor-contract.ts';
import { drive, whileWanted } from '../drive.ts';
import type { Platform } from '../platform.ts';
import { Turns } from '../turns.ts';

/** A document that is open in the editor, and what predicts in it. */
export class MirroredDocument {
  readonly #platform: Platform;
  readonly #document: OpenDocument;
  /** A predictor answers one request after the other. */
  readonly #requests = new Turns();
  #version: number;
  /** Made at the first request, and anew when there is other knowledge. */
  #predictor: Predictor | undefined;
  #isClosed = false;

  constructor({ path, version, text }: DocumentText, platform: Platform) {
    this.#platform = platform;
    this.#document = new OpenDocument(path, text);
    this.#version = version;
  }

  change({ version, edits }: DocumentChange): void {
    for (const edit of edits) {
      if (this.#predictor) this.#predictor.edit(edit);
      else this.#document.apply(edit);
    }
    this.#version = version;
  }

  /**
   * `undefined`, too, when nobody wants an answer any more: the document has changed or been closed, the request was
   * cancelled, other knowledge serves.
   */
  suggest(
    request: SuggestParams,
    knowledge: () => Knowledge | undefined,
    isCancelled: () => boolean,
  ): Promise<Suggestion | undefined> {
    return this.#requests.take(async () => {
      const known = knowledge();
      const isWanted = (): boolean =>
        !isCancelled() && !this.#isClosed && this.#version === request.version && knowledge() === known;
      if (!known || !isWanted()) return undefined;
      const predictor = (this.#predictor ??= new Predictor(
        known,
        this.#document,
        this.#platform.createKernels(),
      ));
      const isStillWanted = (): boolean => isWanted() && this.#predictor === predictor;
      return drive(whileWanted(predictor.suggest(request), isStillWanted), this.#platform);
    });
  }

  /** Another is made at the next request: there is other knowledge now, or other documents need the memory. */
  endPredictor(): void {
    this.#predictor?.dispose();
    this.#predictor = undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.endPredictor();
  }
}
