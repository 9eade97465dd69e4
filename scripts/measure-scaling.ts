/**
 * `npm run measure:scaling [-- MEGABYTES,…]`: measures workspaces of these sizes (0.1 to 100 unless given), made from
 * the development workspaces, with real threads:
 * - how long it takes to find the files;
 * - how long until the predictor serves, and until it remembers all files;
 * - how long until the trainer's first step, and how long a step takes;
 * - the most memory that the process held, with both threads.
 * Prints a line of JSON for each size, and writes docs/bench/scaling.json and .svg, in which other sizes stay. Needs
 * `npm run workspaces` and `npm run build`.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.ts';
import { scalingChart } from './scaling/chart.ts';
import type { ScalingRow } from './scaling/row.ts';
import { makeWorkspace } from './scaling/workspace.ts';
import { runScript } from './user-error.ts';

const report = join(root, 'docs', 'bench', 'scaling');
const measureFolder = join(root, 'scripts', 'scaling', 'measure-folder.ts');

await runScript(async () => {
  const rows = new Map((await readRows()).map((row) => [row.megabytes, row]));
  for (const size of (process.argv[2] ?? '0.1,0.3,1,3,10,30,100').split(',').map(Number)) {
    const row = await measure(size);
    console.log(JSON.stringify(row));
    rows.set(row.megabytes, row);
    await write([...rows.values()].sort((a, b) => a.megabytes - b.megabytes));
  }
  return 0;
});

async function measure(size: number): Promise<ScalingRow> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-scaling-'));
  try {
    const megabytes = Math.round((await makeWorkspace(folder, size * 1e6)) / 1e4) / 100;
    const { stdout } = await promisify(execFile)(process.execPath, [measureFolder, folder]);
    return { megabytes, ...(JSON.parse(stdout) as Omit<ScalingRow, 'megabytes'>) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readRows(): Promise<ScalingRow[]> {
  return JSON.parse(await readFile(`${report}.json`, 'utf8').catch(() => '[]')) as ScalingRow[];
}

async function write(rows: readonly ScalingRow[]): Promise<void> {
  await mkdir(join(root, 'docs', 'bench'), { recursive: true });
  await writeFile(`${report}.json`, `${JSON.stringify(rows, undefined, 1)}\n`);
  await writeFile(`${report}.svg`, scalingChart(rows));
}
