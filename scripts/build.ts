/**
 * `npm run build`: kernels by AssemblyScript, then one esbuild bundle for each place where code runs. The sizes of
 * what went into each bundle are kept in dist/meta-*.json for the package check.
 */
import { build, type BuildOptions } from 'esbuild';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { buildKernels } from './build-kernels.ts';

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

const common: BuildOptions = {
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  // A UMD module requires its parts by names that esbuild cannot see.
  mainFields: ['module', 'main'],
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { TACIT_VERSION: JSON.stringify(version) },
};

const bundles: Readonly<Record<string, BuildOptions>> = {
  extension: {
    entryPoints: ['src/extension/main.node.ts'],
    outfile: 'dist/extension.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  worker: { entryPoints: ['src/worker/main.node.ts'], outfile: 'dist/worker.js', format: 'esm' },
  cli: {
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'esm',
    banner: { js: '#!/usr/bin/env node' },
  },
};

await mkdir('dist', { recursive: true });
await buildKernels();
for (const [name, options] of Object.entries(bundles)) {
  const { metafile } = await build({ ...common, ...options });
  await writeFile(`dist/meta-${name}.json`, JSON.stringify(metafile));
}
await chmod('dist/cli.js', 0o755);
