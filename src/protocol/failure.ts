/** An expected failure: a value with a code. Broken invariants throw instead. */
export interface Failure {
  readonly code: FailureCode;
  /**
   * A sentence or two of plain English: what happened, to what, and the next step. The extension translates by code.
   */
  readonly message: string;
  /** The file concerned, where there is one. */
  readonly path?: string | undefined;
}

export type FailureCode =
  | 'cancelled'
  | 'worker-ended' // the thread stopped before it answered
  | 'internal' // an invariant is broken; the message says which
  | 'forgotten' // the model has learned from a file that is to be forgotten
  | 'no-model' // nothing has been learned or loaded yet
  | 'model-unreadable' // a stored file cannot be read
  | 'model-damaged' // the model file is not whole
  | 'model-newer' // a later version of Tacit wrote the model file
  | 'memory-damaged' // the stored memory is not whole, or another version of Tacit wrote it
  | 'judge-damaged' // what was learned of this person is not whole
  | 'nothing-to-learn' // the selection left no file
  | 'diverged' // the loss or the parameters grew without bound
  | 'disk-full'
  | 'store-failed' // a file cannot be written
  | 'out-of-memory'
  | 'busy' // a run is under way
  | 'elsewhere' // another window learns in this workspace
  | 'unknown-document'; // the document was not opened

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: FailureCode, message: string, path?: string): Outcome<never> {
  return { ok: false, failure: { code, message, path } };
}
