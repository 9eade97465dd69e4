/** How long the thread that all extensions share may be blocked at a time. */
const SLICE_MILLISECONDS = 5;

/**
 * Maps a long list without blocking the thread: every few milliseconds, other work gets its turn. When the signal is
 * aborted, it ends early.
 */
export async function mapInSlices<From, To>(
  items: readonly From[],
  map: (item: From) => To,
  signal: AbortSignal,
): Promise<To[]> {
  const mapped: To[] = [];
  let sliceStart = performance.now();
  for (const item of items) {
    mapped.push(map(item));
    if (performance.now() - sliceStart < SLICE_MILLISECONDS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (signal.aborted) break;
    sliceStart = performance.now();
  }
  return mapped;
}

/**
 * Maps a list with a limited number of promises under way at a time. Keeps the order. When the signal is aborted, no
 * more items are mapped.
 */
export async function mapBounded<From, To>(
  items: readonly From[],
  atOnce: number,
  map: (item: From) => Promise<To>,
  signal: AbortSignal,
): Promise<To[]> {
  const mapped: To[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && !signal.aborted) {
      const at = next++;
      const item = items[at];
      if (item !== undefined) mapped[at] = await map(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return mapped;
}
