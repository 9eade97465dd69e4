/**
 * Work in bounded pieces: a generator that yields after a few milliseconds' work each time, so that its caller can let
 * messages in or stop it, and that returns its result at the end.
 */
export type BoundedWork<T> = Generator<void, T, void>;

/** Runs the work to its end without a pause. */
export function finish<T>(work: BoundedWork<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
