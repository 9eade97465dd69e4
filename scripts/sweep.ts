/**
 * `npm run sweep [-- --only NAME,… --minutes M,… --variants NAME,… --models FOLDER]`: trains variants of the
 * default model on the development workspaces for half a minute, two minutes and five, evaluates each on the beginnings
 * of some test files, and writes docs/sweep.md. The whole sweep takes hours; rows that are not run again stay. With
 * --models it evaluates FOLDER/NAME.safetensors as the result of the given variant and minutes, instead of training.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeModel } from '../src/core/modelfile/model-file.ts';
import { root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { evaluateWorkspace } from './workspaces/evaluate.ts';
import { sweepTable, type SweepRow } from './workspaces/sweep-table.ts';
import { workspaceNames } from './workspaces/sources.ts';

/** Each variant by the options of `tacit train` in which it differs from the defaults. */
const variants: Readonly<Record<string, readonly string[]>> = {
  default: [],
  'vocabulary 1000': ['--vocabulary', '1000'],
  'vocabulary 4000': ['--vocabulary', '4000'],
  'hidden 128': ['--hidden', '128', '--embedding', '128'],
  'hidden 384': ['--hidden', '384', '--embedding', '384'],
  'two layers': ['--layers', '2'],
  LSTM: ['--cell', 'lstm'],
  'vanilla RNN': ['--cell', 'rnn'],
  characters: ['--tokenizer', 'char', '--vocabulary', '200'],
  words: ['--tokenizer', 'word', '--vocabulary', '4000'],
  'rate 0.003': ['--learning-rate', '0.003'],
  'rate 0.012': ['--learning-rate', '0.012'],
};

/** Limits of what is typed and measured. */
const limits = ['--files', '14', '--characters', '2500', '--parts', 'tacit,bits'];
const file = join(root, 'docs', 'sweep.json');

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      minutes: { type: 'string' },
      variants: { type: 'string' },
      models: { type: 'string' },
    },
  });
  const minutes = (values.minutes ?? '0.5,2,5').split(',').map(Number);
  const rows = await readRows();
  await mkdir(join(root, 'docs'), { recursive: true });
  for (const workspace of values.only?.split(',') ?? workspaceNames) {
    for (const variant of values.variants?.split(',') ?? Object.keys(variants)) {
      for (const each of minutes) {
        const model = values.models && join(values.models, `${workspace}.safetensors`);
        const how = model ? ['--model', model] : ['--minutes', String(each), ...(variants[variant] ?? [])];
        const { bitsPerCharacter, replay, training } = await evaluateWorkspace(workspace, [
          ...how,
          ...limits,
        ]);
        const tokens = model ? await tokensLearned(model) : training?.tokens;
        if (!bitsPerCharacter || !replay || tokens === undefined) throw new Error('The report is not whole.');
        rows.set(`${workspace} ${variant} ${each}`, {
          workspace,
          variant,
          minutes: each,
          tokens,
          network: bitsPerCharacter.network,
          adaptive: bitsPerCharacter.adaptive,
          saved: replay.map(({ keystrokesSaved }) => keystrokesSaved),
        });
        await writeFile(file, `${JSON.stringify([...rows.values()], undefined, 1)}\n`);
        await writeFile(join(root, 'docs', 'sweep.md'), sweepTable([...rows.values()]));
      }
    }
  }
  return 0;
});

async function tokensLearned(model: string): Promise<number> {
  const decoded = decodeModel(new Uint8Array(await readFile(model)));
  if (!decoded.ok) throw new UserError(`${model}: ${decoded.failure.message}`);
  return decoded.model.card.figures.tokens;
}

async function readRows(): Promise<Map<string, SweepRow>> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const rows = JSON.parse(text) as SweepRow[];
  return new Map(rows.map((row) => [`${row.workspace} ${row.variant} ${row.minutes}`, row]));
}
