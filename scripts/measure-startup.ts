/**
 * `npm run measure:startup [-- REPEATS]`: how long the predictor takes to start in a workspace that was learned
 * before, with a stored network of 1.7 million (random) parameters and a stored memory of 1 MB of text. It measures
 * from the start of the thread to the first answer, which does not wait for the memory, and until the memory is
 * restored. Prints as JSON the median, least and most milliseconds, in all and for each stage, in the order in which
 * the extension asks. On a busy machine the processor time of all threads, which it prints too, says more. Needs `npm
 * run workspaces` and `npm run build`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walk } from '../src/cli/walk.ts';
import { initialParameters } from '../src/core/model/initial-parameters.ts';
import type { ModelShape } from '../src/core/model/model-shape.ts';
import { encodeModel } from '../src/core/modelfile/model-file.ts';
import { learnTokenizer } from '../src/core/text/learn-tokenizer.ts';
import { presets } from '../src/core/training/training-options.ts';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import { editor } from '../test/worker/predictor/half-typed.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';
import { type Spread, spreadOf } from './peers/statistics.ts';
import { makeWorkspace } from './scaling/workspace.ts';
import { runScript } from './user-error.ts';

/** `firstAnswer` is the time from the start to the first answer, `all` to the restored memory. */
const stages = ['thread', 'network', 'answer', 'firstAnswer', 'all'] as const;
type Times = Readonly<Record<(typeof stages)[number], number>>;

interface Stored {
  readonly modelPath: string;
  readonly memoryPath: string;
  /** The text of a file that is remembered. */
  readonly text: string;
}

await runScript(async () => {
  const repeats = Number(process.argv[2] ?? 11);
  const folder = await mkdtemp(join(tmpdir(), 'tacit-startup-'));
  try {
    const stored = await store(folder);
    const runs: { clock: Times; processor: Times }[] = [];
    for (let i = 0; i < repeats; i++) runs.push(await start(stored));
    const milliseconds = spans(runs.map(({ clock }) => clock));
    const processorMilliseconds = spans(runs.map(({ processor }) => processor));
    console.log(JSON.stringify({ repeats, milliseconds, processorMilliseconds }, undefined, 1));
  } finally {
    await rm(folder, { recursive: true });
  }
  return 0;
});

/** Writes a model file, and a memory file in its tokens. */
async function store(folder: string): Promise<Stored> {
  const [workspace, modelPath, memoryPath] = ['workspace', 'model', 'memory'].map((name) =>
    join(folder, name),
  );
  await makeWorkspace(workspace, 1e6);
  const files = await walk(workspace);
  const paths = files.flatMap(({ source }) => ('diskPath' in source ? [source.diskPath] : []));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  const tokenizer = learnTokenizer('subword', texts, 2048);
  const shape: ModelShape = {
    cell: 'gru',
    layers: 1,
    vocabulary: tokenizer.size,
    embedding: 384,
    hidden: 384,
  };
  const card = {
    shape,
    options: { ...presets.large, vocabulary: tokenizer.size },
    tokenizer,
    provenance: { tacitVersion: '', workspace: '', corpusDigest: '', files: files.length },
    figures: { seconds: 0, steps: 0, epoch: 0, position: 0, tokens: 0, finished: true },
  };
  await writeFile(
    modelPath,
    encodeModel({ card, parameters: initialParameters(shape, 1), moments: undefined }),
  );
  const { caller, worker } = startWorker<PredictorContract>('predictor');
  valueOf(await caller.call('load', { diskPath: modelPath }));
  valueOf(await caller.call('remember', { files, preset: 'large', memoryPath }));
  await worker.terminate();
  return { modelPath, memoryPath, text: texts[texts.length >> 1] };
}

async function start({ modelPath, memoryPath, text }: Stored): Promise<{ clock: Times; processor: Times }> {
  const marks = [mark()];
  const { caller, worker } = startWorker<PredictorContract>('predictor');
  const lines = text.slice(0, text.length >> 1).split('\n');
  const at = {
    document: 'file',
    version: 1,
    line: lines.length - 1,
    character: lines[lines.length - 1].length,
  };
  valueOf(
    await caller.call('openDocument', {
      document: 'file',
      path: 'file.ts',
      version: 1,
      text: lines.join('\n'),
    }),
  );
  marks.push(mark());
  valueOf(await caller.call('load', { diskPath: modelPath }));
  marks.push(mark());
  const recalling = caller.call('recall', { memoryPath });
  valueOf(await caller.call('suggest', { ...at, ...editor }));
  marks.push(mark());
  valueOf(await recalling);
  marks.push(mark());
  await worker.terminate();
  return {
    clock: differences(marks.map(({ clock }) => clock)),
    processor: differences(marks.map(({ processor }) => processor)),
  };
}

function mark(): { clock: number; processor: number } {
  const { user, system } = process.cpuUsage();
  return { clock: performance.now(), processor: (user + system) / 1e3 };
}

function differences([start, thread, network, answer, memory]: readonly number[]): Times {
  return {
    thread: thread - start,
    network: network - thread,
    answer: answer - network,
    firstAnswer: answer - start,
    all: memory - start,
  };
}

function spans(runs: readonly Times[]): Record<string, Spread> {
  return Object.fromEntries(
    stages.map((stage) => {
      const { median, least, most } = spreadOf(runs.map((run) => run[stage]));
      const round = (x: number): number => Number(x.toPrecision(3));
      return [stage, { median: round(median), least: round(least), most: round(most) }];
    }),
  );
}
