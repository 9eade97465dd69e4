/**
 * `npm run measure:typing -- MODEL FILE [CHARACTERS]`: types FILE into a real predictor thread, key by key, and prints how long each
 * answer took from the key to the suggestion, both ways across the thread included.
 */
import { readFileSync } from 'node:fs';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';

const [modelPath = '', textPath = '', most = '3000'] = process.argv.slice(2);
if (textPath === '') {
  throw new Error('Give a model file and a text file: npm run measure:typing -- MODEL FILE [CHARACTERS]');
}
const { caller, worker } = startWorker<PredictorContract>('predictor');
const loadStart = performance.now();
valueOf(await caller.call('load', { bytes: new Uint8Array(readFileSync(modelPath)) }));
const load = performance.now() - loadStart;

const text = readFileSync(textPath, 'utf8').slice(0, Number(most));
const document = 'typed';
await caller.call('openDocument', { document, path: textPath, version: 1, text: '' });
const wishes = {
  selected: undefined,
  insertSpaces: true,
  tabSize: 2,
  eagerness: 'balanced',
  multiLine: true,
} as const;
const times: number[] = [];
let [line, character, version, shown] = [0, 0, 1, 0];
for (const key of text) {
  const start = performance.now();
  const edit = {
    startLine: line,
    startCharacter: character,
    endLine: line,
    endCharacter: character,
    text: key,
  };
  void caller.call('changeDocument', { document, version: ++version, edits: [edit] });
  [line, character] = key === '\n' ? [line + 1, 0] : [line, character + key.length];
  if (valueOf(await caller.call('suggest', { document, version, line, character, ...wishes }))) shown++;
  times.push(performance.now() - start);
}
await worker.terminate();

// The first hundred keys warm the engine's compilers up.
const warm = times.slice(100).sort((a, b) => a - b);
const percentile = (p: number) => Number((warm[Math.floor(p * warm.length)] ?? NaN).toFixed(2));
const latencyMilliseconds = { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) };
console.log(
  JSON.stringify({ keys: times.length, shown, loadMilliseconds: Math.round(load), latencyMilliseconds }),
);
