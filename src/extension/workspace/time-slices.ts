/** So long may the thread that the whole editor's extensions share be held at a stretch. */
const SLICE_MILLISECONDS = 5;

/** Maps a long list without holding the thread: other work gets its turn every few milliseconds. */
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

/** Maps with at most so many promises under way at once; the order is kept. */
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
