/**
 * `npm run measure:typing -- FOLDER FILE [MODEL] [CHARACTERS]`: has a real predictor thread remember FOLDER, loads MODEL into it if
 * one is given ("-" for none), and types FILE into it, key by key. Prints how long remembering took until the first
 * suggestion and in all, how long each answer took from the key to the suggestion (both ways across the thread
 * included), and the most memory that the whole process held, and of it what it did not hold before the thread began.
 */
import { readFileSync } from 'node:fs';
import { walk } from '../src/cli/walk.ts';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import { editor } from '../test/worker/half-typed.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';

const [folder = '', textPath = '', modelPath = '-', most = '3000'] = process.argv.slice(2);
if (textPath === '') {
  throw new Error(
    'Give a folder and a text file: npm run measure:typing -- FOLDER FILE [MODEL] [CHARACTERS]',
  );
}
const memoryBefore = process.memoryUsage.rss();
const { caller, worker } = startWorker<PredictorContract>('predictor');
const text = readFileSync(textPath, 'utf8').slice(0, Number(most));
const document = 'typed';
await caller.call('openDocument', { document, path: textPath, version: 1, text: '' });

let peak = 0;
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const start = performance.now();
const files = await walk(folder);
let firstMemory: number | undefined;
caller.on('memory', () => {
  firstMemory ??= performance.now() - start;
});
const { memory } = valueOf(
  await caller.call('remember', { files, preset: 'balanced', memoryPath: undefined }),
);
const remembered = performance.now() - start;
look();
if (modelPath !== '-') {
  valueOf(await caller.call('load', { bytes: new Uint8Array(readFileSync(modelPath)) }));
  look();
}

const times: number[] = [];
let [line, character, version, shown] = [0, 0, 1, 0];
for (const key of text) {
  const pressed = performance.now();
  const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
  void caller.call('changeDocument', { document, version: ++version, edits: [{ ...at, text: key }] });
  [line, character] = key === '\n' ? [line + 1, 0] : [line, character + key.length];
  if (valueOf(await caller.call('suggest', { document, version, line, character, ...editor }))) shown++;
  times.push(performance.now() - pressed);
  if (times.length % 50 === 0) look();
}
await worker.terminate();

// The first hundred keys warm the engine's compilers up.
const warm = times.slice(100).sort((a, b) => a - b);
const percentile = (p: number): number => Number((warm[Math.floor(p * warm.length)] ?? NaN).toFixed(2));
console.log(
  JSON.stringify({
    remembered: { files: memory.files, characters: memory.characters, bytes: memory.bytes },
    servesAfterMilliseconds: Math.round(firstMemory ?? remembered),
    rememberedAfterMilliseconds: Math.round(remembered),
    keys: times.length,
    shown,
    latencyMilliseconds: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
    peakMemoryMegabytes: Math.round(peak / 1e6),
    ofTheThreadMegabytes: Math.round((peak - memoryBefore) / 1e6),
  }),
);
