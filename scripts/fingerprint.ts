/**
 * `npm run fingerprint [-- WORKSPACE]`: shows whether a change leaves behaviour as it was. Run it before and after
 * the change: both must print the same. It uses a development workspace (preact unless named; `npm run workspaces`),
 * and prints as JSON
 * - the SHA-256 of the model file after 30 steps, for each cell, for two layers and for two threads, with the SIMD
 *   kernels that compute the same on every machine;
 * - the SHA-256 of a real predictor thread's suggestions, by the memory alone and then with a network: each time 250
 *   at random places in files that were not learned, and 250 while such files are typed.
 * The suggestions go to test-results/fingerprint.jsonl, so that two versions can be compared line by line.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walk } from '../src/cli/walk.ts';
import { Random } from '../src/core/tensor/random.ts';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import { editor } from '../test/worker/predictor/half-typed.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';
import { runQuietly } from './editor/command.ts';
import { resultsFolder, root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';

const [workspace = 'preact'] = process.argv.slice(2);
const [trainFolder, testFolder] = ['train', 'test'].map((part) => join('.workspaces', workspace, part));

/** The options with which each compared model is trained. */
const runs: Readonly<Record<string, readonly string[]>> = {
  classic: ['--preset', 'classic'],
  rnn: ['--cell', 'rnn'],
  gru: ['--cell', 'gru'],
  lstm: ['--cell', 'lstm'],
  'two layers': ['--cell', 'gru', '--layers', '2'],
  'two threads': ['--cell', 'gru', '--threads', '2'],
};
/** Steps of the network that suggests: enough for it to influence the suggestions. */
const SERVED_STEPS = 300;
/** Requests at random places, and as many while typing. */
const REQUESTS = 250;
/** Keys that are typed in one file before the next. */
const STRETCH = 50;

interface Suggested {
  readonly at: string;
  readonly text: string | undefined;
  readonly probability: number | undefined;
}

await runScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-fingerprint-'));
  try {
    const models: Record<string, string> = {};
    for (const [name, options] of Object.entries(runs)) {
      models[name] = digest(await train(folder, 30, options));
    }
    const network = await train(folder, SERVED_STEPS, []);
    const suggested = [...(await suggestions(undefined)), ...(await suggestions(network))];
    await mkdir(resultsFolder, { recursive: true });
    const lines = suggested.map((each) => JSON.stringify(each)).join('\n');
    await writeFile(join(resultsFolder, 'fingerprint.jsonl'), `${lines}\n`);
    const shown = suggested.filter(({ text }) => text !== undefined).length;
    console.log(
      JSON.stringify({ models, requests: suggested.length, shown, suggestions: digest(lines) }, undefined, 1),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
  return 0;
});

/** Trains for `steps` steps and returns the model file. */
async function train(
  folder: string,
  steps: number,
  options: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const out = join(folder, 'model.safetensors');
  const bounds = ['--steps', String(steps), '--seed', '1', '--kernels', 'simd'];
  const command = [join(root, 'dist', 'cli.js'), 'train', trainFolder, '--out', out, ...bounds, ...options];
  const { status, output } = await runQuietly(process.execPath, command);
  if (status !== 0) throw new UserError(output);
  return new Uint8Array(await readFile(out));
}

/** The suggestions of a new predictor thread, with or without a network, in the order of the requests. */
async function suggestions(network: Uint8Array<ArrayBuffer> | undefined): Promise<Suggested[]> {
  const { caller, worker } = startWorker<PredictorContract>('predictor');
  const files = await walk(trainFolder);
  valueOf(await caller.call('remember', { files, preset: 'balanced', memoryPath: undefined }));
  if (network) valueOf(await caller.call('load', { bytes: network.slice() }));

  const texts = await testTexts();
  const random = new Random(1);
  const suggested: Suggested[] = [];
  let document = '';
  let version = 0;
  const ask = async (line: number, character: number): Promise<void> => {
    const request = { document, version, line, character, ...editor };
    const suggestion = valueOf(await caller.call('suggest', request));
    const at = `${document}:${line}:${character}`;
    suggested.push({ at, text: suggestion?.ghostText, probability: suggestion?.probability });
  };
  const open = async (path: string, text: string): Promise<void> => {
    document = `${path}#${suggested.length}`;
    version = 1;
    valueOf(await caller.call('openDocument', { document, path, version, text }));
  };
  while (suggested.length < REQUESTS) {
    const { path, text } = texts[random.below(texts.length)];
    await open(path, text);
    const lines = text.split('\n');
    for (let i = 0; i < 10; i++) {
      const line = random.below(lines.length);
      await ask(line, random.below(lines[line].length + 1));
    }
    await caller.call('closeDocument', { document });
  }
  while (suggested.length < 2 * REQUESTS) {
    const { path, text } = texts[random.below(texts.length)];
    let at = random.below(Math.max(1, text.length - STRETCH));
    await open(path, text.slice(0, at));
    for (const end = at + STRETCH; at < end; at++) {
      const before = text.slice(0, at).split('\n');
      const [line, character] = [before.length - 1, before[before.length - 1].length];
      await ask(line, character);
      const here = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
      const edits = [{ ...here, text: text.charAt(at) }];
      valueOf(await caller.call('changeDocument', { document, version: ++version, edits }));
    }
    await caller.call('closeDocument', { document });
  }
  await worker.terminate();
  return suggested;
}

async function testTexts(): Promise<{ path: string; text: string }[]> {
  const files = await walk(testFolder);
  const texts = files.map(async ({ path }) => ({
    path,
    text: await readFile(join(testFolder, path), 'utf8'),
  }));
  return (await Promise.all(texts)).map(({ path, text }) => ({ path, text: text.replaceAll('\r\n', '\n') }));
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
