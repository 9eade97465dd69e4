import type { BoundedWork } from '../../core/base/bounded-work.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import type { Predictor } from '../../core/prediction/predictor.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { DocumentChange, DocumentText, SuggestParams } from '../../protocol/predictor-contract.ts';
import type { Cancellation } from '../../protocol/server.ts';
import type { Platform } from '../platform.ts';
import { AwakeDocuments } from './awake-documents.ts';
import { MirroredDocument } from './mirrored-document.ts';

/** The documents that are open in the editor, by their URIs. */
export class MirroredDocuments {
  readonly #platform: Platform;
  readonly #documents = new Map<string, MirroredDocument>();
  readonly #awake = new AwakeDocuments<MirroredDocument>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Mirrors a document, in place of an open one with the same URI. */
  open(text: DocumentText): void {
    this.close(text.document);
    this.#documents.set(text.document, new MirroredDocument(text, this.#platform));
  }

  change(change: DocumentChange): Outcome<null> {
    const document = this.#documents.get(change.document);
    if (!document) return unknownDocument(change.document);
    document.change(change);
    return succeeded(null);
  }

  close(uri: string): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    document.close();
    this.#awake.forget(document);
    this.#documents.delete(uri);
  }

  /** As `MirroredDocument.answer`. */
  async answer<Answer>(
    request: Pick<SuggestParams, 'document' | 'version' | 'line'>,
    work: (predictor: Predictor) => BoundedWork<Answer>,
    knowledge: () => Knowledge | undefined,
    cancellation: Cancellation,
  ): Promise<Outcome<Answer | undefined>> {
    // If newer requests wait behind this one, so do the messages that cancel it. They are let in first.
    await this.#platform.breathe();
    const document = this.#documents.get(request.document);
    if (!document) return unknownDocument(request.document);
    if (!knowledge()) return noModel();
    this.#awake.asked(document);
    return succeeded(await document.answer(request, work, knowledge, () => cancellation.requested));
  }

  /** Called when other knowledge serves. Every document makes its predictor anew at its next request. */
  endPredictors(): void {
    for (const document of this.#documents.values()) document.endPredictor();
  }
}

function unknownDocument(document: string): Outcome<never> {
  return failed('unknown-document', `${document} is not open in Tacit. Close it and open it again.`);
}

/** The answer to a request for what has not been learned yet. */
export function noModel(): Outcome<never> {
  return failed('no-model', 'Tacit has learned nothing here yet. Run "Tacit: Train on Workspace" first.');
}
