import { defineConfig } from 'vitest/config';

/** Runs one file at a time, because each has an editor, a browser and a training of its own. */
export default defineConfig({
  test: {
    name: 'e2e',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 5 * 60_000,
    // A broken extension would let each test wait for minutes.
    bail: 3,
  },
});
