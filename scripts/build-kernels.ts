/**
 * Compiles src/kernels to dist/kernels-simd.wasm and dist/kernels-relaxed.wasm: one source, two instruction sets. Does
 * nothing if they are up to date. The build and the tests call it; `node scripts/build-kernels.ts` runs it alone.
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
 * Functions of at most this many Binaryen expressions are inlined at every call: the vector functions (exp, tanh, read,
 * write …) but not the tiles. V8 does not inline them, and a call in an inner loop is slow.
 */
const INLINE_UP_TO = 250;

const inlineVectorFunctions = {
  afterCompile(module: binaryen.Module): void {
    binaryen.setAlwaysInlineMaxSize(INLINE_UP_TO);
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
  const part = `${file}.${process.pid}`; // a test that starts meanwhile finds the whole file or none
  const options = ['--runtime=stub', '--importMemory', '--noExportMemory', '--optimizeLevel=1'];
  const quiet = ['--disableWarning', '112']; // JavaScript cannot receive a v128
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

/** In milliseconds since 1970; 0 if there is no such file. */
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.main) await buildKernels();
