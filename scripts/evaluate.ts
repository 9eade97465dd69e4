/**
 * `npm run evaluate [-- --only NAME,… --models FOLDER --table]`: runs `tacit evaluate` with its defaults on the development
 * workspaces (about a quarter of an hour each), keeps the reports in test-results/evaluate, and rewrites the table of the
 * README from them. With --models, FOLDER/NAME.safetensors is evaluated instead of training anew; with --table nothing
 * is run.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../src/cli/evaluate/report.ts';
import { resultsFolder } from './paths.ts';
import { runScript } from './user-error.ts';
import { evaluateWorkspace } from './workspaces/evaluate.ts';
import { evaluationTable } from './workspaces/evaluation-table.ts';
import { workspaceSources } from './workspaces/sources.ts';

const reports = join(resultsFolder, 'evaluate');
const [begin, end] = ['<!-- evaluation -->', '<!-- end of evaluation -->'];

await runScript(async () => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, models: { type: 'string' }, table: { type: 'boolean' } },
  });
  const only = values.only?.split(',');
  const chosen = workspaceSources.filter(({ name }) => only === undefined || only.includes(name));
  await mkdir(reports, { recursive: true });
  for (const { name } of values.table ? [] : chosen) {
    const options =
      values.models === undefined ? [] : ['--model', join(values.models, `${name}.safetensors`)];
    const report = await evaluateWorkspace(name, options);
    await writeFile(join(reports, `${name}.json`), `${JSON.stringify(report, undefined, 1)}\n`);
  }
  const found: { name: string; content: string; report: Report }[] = [];
  for (const { name, content } of workspaceSources) {
    const text = await readFile(join(reports, `${name}.json`), 'utf8').catch(() => undefined);
    if (text !== undefined) found.push({ name, content, report: JSON.parse(text) as Report });
  }
  const table = evaluationTable(found);
  console.log(table);
  const readme = await readFile('README.md', 'utf8');
  const [before, rest = ''] = readme.split(begin);
  const [, after = ''] = rest.split(end);
  await writeFile('README.md', `${before}${begin}\n\n${table}\n\n${end}${after}`);
  return 0;
});
