/** An expected failure: a value with a code, never an exception. Broken invariants throw instead. */
export interface Failure {
  readonly code: FailureCode;
  /** One plain English sentence or two: what happened, to what, and the next step. The editor localises by code. */
  readonly message: string;
  /** The file concerned, where there is one. */
  readonly path?: string | undefined;
}

export type FailureCode =
  | 'cancelled'
  | 'worker-ended' // the thread stopped before it answered
  | 'internal' // a broken invariant, with its message
  | 'no-model' // nothing learned or loaded yet
  | 'model-unreadable' // the model file cannot be read
  | 'model-damaged' // the model file is not whole
  | 'model-newer' // written by a later version of Tacit
  | 'memory-damaged' // the stored memory is not whole, or another version of Tacit wrote it
  | 'nothing-to-learn' // no file was left after the selection
  | 'diverged' // the loss is no longer a number
  | 'disk-full'
  | 'store-failed' // the model file cannot be written
  | 'out-of-memory'
  | 'busy' // already training
  | 'elsewhere' // another window learns in this workspace
  | 'unknown-document'; // asked about a document that was not opened

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: FailureCode, message: string, path?: string): Outcome<never> {
  return { ok: false, failure: { code, message, path } };
}
