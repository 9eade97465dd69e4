/** A document that may have a predictor. */
interface Awake {
  endPredictor(): void;
}

/**
 * Documents with a predictor. Each takes some ten megabytes; one that is made anew reads its document in milliseconds.
 */
const MOST_AWAKE = 6;

/** Lets only the documents that were asked last keep their predictors, however many are open. */
export class AwakeDocuments<Document extends Awake> {
  /** In the order in which they were asked. */
  readonly #awake = new Set<Document>();

  /** Called before the document makes its predictor. Ends those of the documents that were not asked lately. */
  asked(document: Document): void {
    this.#awake.delete(document);
    this.#awake.add(document);
    for (const oldest of this.#awake) {
      if (this.#awake.size <= MOST_AWAKE) return;
      oldest.endPredictor();
      this.#awake.delete(oldest);
    }
  }

  /** Called when the document was closed. */
  forget(document: Document): void {
    this.#awake.delete(document);
  }
}
