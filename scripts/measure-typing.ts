/**
 * `npm run measure:typing -- FOLDER FILE [MODEL] [CHARACTERS] [--pause MS] [--train THREADS]`: lets a real predictor
 * thread remember FOLDER, loads MODEL into it ("-" for none), and types FILE key by key, with a pause before each
 * key. With --train, a trainer trains on FOLDER meanwhile on that many threads; if it has all cores, it makes room
 * for each key as in the extension. Prints
 * - how long until the memory serves, and until it has all files;
 * - how long from a key to its answer, with both ways to the thread;
 * - how many steps were trained in a second;
 * - the most memory that the process held, and how much of it was not there before the thread began.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { walk } from '../src/cli/walk.ts';
import { GIVE_WAY_MILLISECONDS } from '../src/extension/training/trainer.ts';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract } from '../src/protocol/trainer-contract.ts';
import { editor } from '../test/worker/predictor/half-typed.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { pause: { type: 'string', default: '0' }, train: { type: 'string', default: '0' } },
});
const [folder = '', textPath = '', modelPath = '-', most = '3000'] = positionals;
const [pause, threads] = [Number(values.pause), Number(values.train)];
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

const training = threads > 0 ? await startTraining(files, threads) : undefined;
const typed = performance.now();
const times: number[] = [];
let [line, character, version, shown] = [0, 0, 1, 0];
for (const key of text) {
  if (pause > 0) await delay(pause);
  const pressed = performance.now();
  training?.giveWay();
  const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
  void caller.call('changeDocument', { document, version: ++version, edits: [{ ...at, text: key }] });
  [line, character] = key === '\n' ? [line + 1, 0] : [line, character + key.length];
  if (valueOf(await caller.call('suggest', { document, version, line, character, ...editor }))) shown++;
  times.push(performance.now() - pressed);
  if (times.length % 50 === 0) look();
}
const steps = training?.steps();
const seconds = (performance.now() - typed) / 1e3;
await training?.end();
await worker.terminate();

// The first hundred keys warm up the engine's compilers.
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
    ...(steps === undefined ? {} : { stepsASecond: Number((steps / seconds).toFixed(1)) }),
    peakMemoryMegabytes: Math.round(peak / 1e6),
    ofTheThreadMegabytes: Math.round((peak - memoryBefore) / 1e6),
  }),
);

/** Starts a trainer, and returns once it trains. */
async function startTraining(files: readonly FileReference[], threads: number) {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  let [first, last] = [0, 0];
  const begun = new Promise<void>((resolve) => {
    caller.on('progress', ({ step }) => {
      if (first === 0) first = step;
      last = step;
      resolve();
    });
  });
  const options = { budget: { seconds: 3600 } };
  const run = { preset: 'balanced', resume: false, modelPath: undefined, workspaceName: '' } as const;
  const end = caller.call('train', { ...run, files, options, threads });
  await begun;
  return {
    steps: () => last - first,
    giveWay() {
      if (threads < availableParallelism()) return;
      void caller.call('giveWay', { milliseconds: GIVE_WAY_MILLISECONDS });
    },
    async end() {
      await caller.call('stop', null);
      await end;
      await worker.terminate();
    },
  };
}
