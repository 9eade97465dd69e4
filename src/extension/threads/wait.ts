/** Resolves after some time, or at once when the signal is aborted. The caller can look at the signal to see which. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });
}

/** Resolves when the work is done, or after this many milliseconds. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, wait(milliseconds, limit.signal)]);
  limit.abort();
}
