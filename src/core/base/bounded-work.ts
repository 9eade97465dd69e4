/**
 * Work in bounded pieces: a generator that yields after every few dozen model steps, so that whoever drives it may look
 * for cancellation or let messages in between, and returns its result at the end.
 */
export type BoundedWork<T> = Generator<void, T, void>;

/** Drives the work to its end without a pause. */
export function finish<T>(work: BoundedWork<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
