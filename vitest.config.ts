import { defineConfig } from 'vitest/config';

/** One project a folder; `test/host` and `test/e2e` need a real editor and have runners of their own in scripts/. */
const folders = [
  'core',
  'kernels',
  'gradients',
  'golden',
  'protocol',
  'worker',
  'extension',
  'cli',
  'package',
  'bench',
  'torture',
];

export default defineConfig({
  test: {
    projects: folders.map((name) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
    maxWorkers: 2,
  },
});
