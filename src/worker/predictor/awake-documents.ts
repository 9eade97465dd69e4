/** A document that holds a predictor since it was last asked. */
interface Awake {
  endPredictor(): void;
}

/** Each predictor holds some ten megabytes. One that has to be made anew reads its document again, in milliseconds. */
const MOST_AWAKE = 6;

/** Keeps the predictors of the documents that were asked last, however many are open. */
export class AwakeDocuments<Document extends Awake> {
  /** The one asked last comes last. */
  readonly #awake = new Set<Document>();

  /** To be called before the document makes its predictor. */
  asked(document: Document): void {
    this.#awake.delete(document);
    this.#awake.add(document);
    for (const oldest of this.#awake) {
      if (this.#awake.size <= MOST_AWAKE) return;
      oldest.endPredictor();
      this.#awake.delete(oldest);
    }
  }

  /** The document was closed. */
  forget(document: Document): void {
    this.#awake.delete(document);
  }
}
