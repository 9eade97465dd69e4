/**
 * `npm run bench -- --peers --losses [--python PATH] [--seeds N]`: Tacit and PyTorch learn the same text from the same
 * parameters, and their losses after the same tokens are compared. With subwords, Tacit thins the gradient
 * (src/core/training/gradient-grain.ts), which should not raise its loss. Writes docs/bench/losses.json. Needs
 * `npm run workspaces`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.ts';
import { type Learned, lesson, readTokens } from './peers/lesson.ts';
import { oneThread } from './peers/pytorch.ts';
import { runPinned } from './peers/run-pinned.ts';
import { withJsonFile } from './peers/with-json-file.ts';
import { works } from './peers/works.ts';
import { runScript, UserError } from './user-error.ts';

/** A workspace whose training part is code and long enough for both works. */
const WORKSPACE = 'three';
const peersFolder = join(root, 'test', 'bench', 'peers');

interface Comparison {
  readonly work: string;
  readonly steps: number;
  readonly tokens: number;
  readonly seed: number;
  readonly tacit: Learned;
  readonly pytorch: Learned;
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      python: { type: 'string', default: process.env['PYTHON'] ?? '/usr/bin/python3' },
      seeds: { type: 'string', default: '3' },
    },
  });
  const comparisons: Comparison[] = [];
  for (const work of works.filter(({ kind }) => kind === 'training')) {
    console.log(`\n${work.title}, nats a token in the last tenth`);
    const text = await readTokens(WORKSPACE, work);
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const given = lesson(work, text, seed);
      const { tacit, pytorch } = await withJsonFile(given, async (file) => ({
        tacit: await learn(process.execPath, [join(peersFolder, 'tacit-lesson.ts'), file]),
        pytorch: await learn(values.python, [join(peersFolder, 'pytorch.py'), '--learn', file]),
      }));
      const tokens = given.steps * work.B * work.T;
      comparisons.push({ work: work.name, steps: given.steps, tokens, seed, tacit, pytorch });
      console.log(`  seed ${seed}, ${tokens} tokens: Tacit ${inWords(tacit)}, PyTorch ${inWords(pytorch)}`);
    }
  }
  await mkdir(join(root, 'docs', 'bench'), { recursive: true });
  await writeFile(join(root, 'docs', 'bench', 'losses.json'), `${JSON.stringify(comparisons, round, 1)}\n`);
  return 0;
});

async function learn(program: string, programArguments: readonly string[]): Promise<Learned> {
  const run = await runPinned(program, programArguments, oneThread);
  if ('failure' in run) throw new UserError(`${program}: ${run.failure}`);
  return run.result as Learned;
}

function inWords({ tenths, seconds }: Learned): string {
  return `${(tenths.at(-1) ?? NaN).toFixed(4)} in ${seconds.toFixed(1)} s`;
}

function round(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
