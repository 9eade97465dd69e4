import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../paths.ts';

const source = join(root, 'test', 'host');
const target = join(root, 'out', 'host');

/** The module that the editor loads. It runs the scenario's test file. */
export const testModule = join(target, 'run.cjs');

/**
 * Bundles `test/host` for the extension host: one bundle for each test file, one for the module that runs them, and the
 * extension `timer-watch`.
 */
export async function bundleHostTests(): Promise<void> {
  await rm(target, { recursive: true, force: true });
  const tests = (await readdir(source)).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: [...tests, 'run.ts', 'timer-watch/watch.ts'].map((name) => join(source, name)),
    outbase: source,
    outdir: target,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await copyFile(join(source, 'timer-watch', 'package.json'), join(target, 'timer-watch', 'package.json'));
}
