/**
 * `npm run torture [-- NAME...]`: runs the tests of test/torture in their full form, which takes about an hour, and
 * prints the table of docs/security.md. NAME is a part of a file's name. `npm test` runs the short forms.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FaultRow, faultRowsFile } from '../test/torture/fault-report.ts';
import { buildFirst, scriptArguments } from './build-first.ts';
import { runOnTerminal } from './editor/command.ts';
import { resultsFolder, root } from './paths.ts';
import { runScript } from './user-error.ts';

async function main(): Promise<number> {
  await buildFirst();
  await mkdir(resultsFolder, { recursive: true });
  await rm(faultRowsFile, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // One file at a time: several of them watch times and memory.
  const flags = ['run', '--project', 'torture', '--no-file-parallelism', '--reporter=verbose'];
  const status = await runOnTerminal(process.execPath, [vitest, ...flags, ...scriptArguments()], {
    TACIT_TORTURE: 'full',
  });
  if (existsSync(faultRowsFile)) console.log(`\n${table(await readRows())}`);
  return status ?? 1;
}

async function readRows(): Promise<FaultRow[]> {
  const lines = (await readFile(faultRowsFile, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as FaultRow);
}

function table(rows: readonly FaultRow[]): string {
  const cells = rows.map(({ fault, tried, survived, lost }) => [
    fault,
    String(tried),
    String(survived),
    lost,
  ]);
  const lines = [['fault', 'tried', 'survived', 'lost at most'], ['---', '---:', '---:', '---'], ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

await runScript(main);
