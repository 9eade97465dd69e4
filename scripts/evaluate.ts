/**
 * `npm run evaluate [-- --only NAME,… --models FOLDER --table]`: runs `tacit evaluate` with its defaults on the
 * development workspaces (about a quarter of an hour each), keeps the reports in test-results/evaluate, and writes
 * the table in docs/measured.md from them; rows without a report stay. With --models it evaluates
 * FOLDER/NAME.safetensors instead of training. With --table it only writes the table.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../src/cli/evaluate/report.ts';
import { resultsFolder, root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { evaluateWorkspace } from './workspaces/evaluate.ts';
import { evaluationHead, evaluationRow } from './workspaces/evaluation-table.ts';
import { workspaceSources } from './workspaces/sources.ts';

const reports = join(resultsFolder, 'evaluate');
const page = join(root, 'docs', 'measured.md');
/** Where the table begins and ends in the page. */
const [begin, end] = ['<!-- evaluation -->', '<!-- end of evaluation -->'] as const;

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
  await writeTable();
  return 0;
});

/** Writes the rows for which there are reports. The others stay as they are. */
async function writeTable(): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new UserError(`${page} has no lines ${begin} and ${end} around its table.`);
  const oldLines = text.slice(from, to).split('\n');
  const rows: string[] = [];
  for (const { name, content } of workspaceSources) {
    const report = await readFile(join(reports, `${name}.json`), 'utf8').catch(() => undefined);
    const old = oldLines.find((line) => line.startsWith(`| ${name} (`));
    if (report !== undefined) rows.push(evaluationRow(name, content, JSON.parse(report) as Report));
    else if (old !== undefined) rows.push(old);
  }
  const table = [...evaluationHead, ...rows].join('\n');
  console.log(table);
  await writeFile(page, `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(to)}`);
}
