import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { OpenDocument } from '../../core/prediction/open-document.ts';
import type { BoundedWork } from '../../core/base/bounded-work.ts';
import { Predictor } from '../../core/prediction/predictor.ts';
import type { DocumentChange, DocumentText, SuggestParams } from '../../protocol/predictor-contract.ts';
import { drive, whileWanted } from '../drive.ts';
import type { Platform } from '../platform.ts';
import { Turns } from '../turns.ts';

/** A document that is open in the editor, and the predictor that answers in it. */
export class MirroredDocument {
  readonly #platform: Platform;
  readonly #document: OpenDocument;
  /** A predictor answers one request at a time. */
  readonly #requests = new Turns();
  #version: number;
  /** Made at the first request, and made anew after `endPredictor`. */
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
   * Does the predictor's work for a request. Undefined where there is nothing to suggest or no such line, and where
   * nobody wants the answer any more: the document was changed or closed, the request was cancelled, or other knowledge
   * serves by now.
   */
  answer<Answer>(
    request: Pick<SuggestParams, 'version' | 'line'>,
    work: (predictor: Predictor) => BoundedWork<Answer>,
    knowledge: () => Knowledge | undefined,
    isCancelled: () => boolean,
  ): Promise<Answer | undefined> {
    return this.#requests.take(async () => {
      const known = knowledge();
      const isWanted = (): boolean =>
        !isCancelled() && !this.#isClosed && this.#version === request.version && knowledge() === known;
      if (!known || !isWanted() || request.line >= this.#document.lineCount) return undefined;
      const predictor = (this.#predictor ??= new Predictor(
        known,
        this.#document,
        this.#platform.createKernels(),
      ));
      const isStillWanted = (): boolean => isWanted() && this.#predictor === predictor;
      return drive(whileWanted(work(predictor), isStillWanted), this.#platform);
    });
  }

  /**
   * Ends the predictor, because other knowledge serves or other documents need the memory. The next request makes one.
   */
  endPredictor(): void {
    this.#predictor?.dispose();
    this.#predictor = undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.endPredictor();
  }
}
