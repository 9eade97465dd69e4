/** What one thread holds, once garbage has been collected. */
export interface Held {
  /** Bytes of its JavaScript heap, its buffers and its WebAssembly memories. */
  readonly bytes: number;
  /** The kinds of what may wake it: timers, ports, files; each as often as there is one. */
  readonly resources: readonly string[];
}

/** Collects the garbage of the calling thread, and counts what is left. Needs `--expose-gc`. */
export async function held(): Promise<Held> {
  const { gc } = globalThis;
  if (!gc) throw new Error('Start Node with --expose-gc.');
  // What a collection has found, the turns after it sweep and finalize.
  for (let turn = 0; turn < 3; turn++) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external, resources: process.getActiveResourcesInfo() };
}
