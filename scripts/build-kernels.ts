/**
 * Compiles src/kernels to dist/kernels-simd.wasm and dist/kernels-relaxed.wasm: one source, two instruction sets.
 * Run alone (`node scripts/build-kernels.ts`) or from the build and the tests; does nothing when up to date.
 */
import * as asc from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

const builds = {
  'kernels-simd.wasm': ['simd'],
  'kernels-relaxed.wasm': ['simd', 'relaxed-simd'],
};

/**
 * Functions up to this many of Binaryen's expression nodes are inlined wherever they are called: the vector functions
 * (exp, tanh, read, write …), not the tiles. V8 inlines nothing here, and a call in an inner loop costs its speed.
 */
const inlineUpTo = 250;

const inlineVectorFunctions = {
  afterCompile(module: binaryen.Module): void {
    binaryen.setAlwaysInlineMaxSize(inlineUpTo);
    module.runPasses(['inlining']);
  },
};

export async function buildKernels(): Promise<void> {
  const folder = join(root, 'src/kernels');
  const sources = readdirSync(folder).map((name) => join(folder, name));
  const newest = Math.max(...[...sources, import.meta.filename].map(changedAt));
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const [name, features] of Object.entries(builds)) {
    const file = `dist/${name}`;
    if (changedAt(join(root, file)) < newest) await compile(file, features);
  }
}

async function compile(file: string, features: readonly string[]): Promise<void> {
  const part = `${file}.${process.pid}`; // complete or absent, also for a test that starts meanwhile
  const options = ['--runtime=stub', '--importMemory', '--noExportMemory', '--optimizeLevel=1'];
  const quiet = ['--disableWarning', '112']; // that v128 cannot be handed to JavaScript
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const diagnostics: string[] = [];
  const stderr = { write: (text: string) => diagnostics.push(text) };
  const { error } = await asc.main(
    ['src/kernels/index.ts', '--outFile', part, '--baseDir', root, ...options, ...quiet, ...enabled],
    { stderr, transforms: [inlineVectorFunctions as unknown as asc.Transform] },
  );
  const messages = diagnostics.join('');
  if (error) throw new Error(`src/kernels does not compile to ${file}:\n${messages}`, { cause: error });
  if (messages !== '') console.error(messages);
  renameSync(join(root, part), join(root, file));
}

/** In milliseconds; 0 if there is no such file. */
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.main) await buildKernels();
