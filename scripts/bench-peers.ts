/**
 * `npm run bench -- --peers [--rounds N] [--python PATH …] [--only WORK,…] [--chart]`: times Tacit and its peers in
 * turn, at the same works with the same tokens, each in a process of its own on one processor. Writes
 * docs/bench/peers.json and the chart next to it. --only writes nothing; --chart times nothing and draws the chart
 * again. test/bench/README.md says what differs between the contenders.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { zipfianBatch } from '../src/cli/bench/training-step.ts';
import { root } from './paths.ts';
import { chart } from './peers/chart.ts';
import type { Absent, Contender } from './peers/contender.ts';
import { findContenders } from './peers/contenders.ts';
import { describeWork, type Outcome, type PeersReport, type WorkReport, workReport } from './peers/report.ts';
import { pinning, runPinned } from './peers/run-pinned.ts';
import { withJsonFile } from './peers/with-json-file.ts';
import { type Timed, type Work, type WorkFile, works } from './peers/works.ts';
import { runScript, UserError } from './user-error.ts';

const FEWEST_ROUNDS = 5;
const outFolder = join(root, 'docs', 'bench');
const reportFile = join(outFolder, 'peers.json');

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(FEWEST_ROUNDS) },
      python: { type: 'string', multiple: true, default: [process.env['PYTHON'] ?? '/usr/bin/python3'] },
      only: { type: 'string' },
      chart: { type: 'boolean' },
    },
  });
  if (values.chart) {
    await draw(JSON.parse(await readFile(reportFile, 'utf8')) as PeersReport);
    return 0;
  }
  const rounds = Number(values.rounds);
  const only = values.only?.split(',');
  if (!Number.isInteger(rounds) || rounds < 1) throw new UserError('--rounds takes a whole number from 1.');
  if (only === undefined && rounds < FEWEST_ROUNDS) {
    throw new UserError(`Figures that are kept are medians of at least ${FEWEST_ROUNDS} rounds.`);
  }
  const contenders = await findContenders(values.python);
  const reports: WorkReport[] = [];
  for (const work of works.filter(({ name }) => only?.includes(name) ?? true)) {
    const report = await compare(work, contenders, rounds);
    console.log(`\n${describeWork(report)}`);
    reports.push(report);
  }
  if (only === undefined) await write({ machine: machine(), rounds, works: reports });
  return 0;
});

async function compare(
  work: Work,
  contenders: readonly (Contender | Absent)[],
  rounds: number,
): Promise<WorkReport> {
  const taking = contenders.filter((each) => each.works.test(work.name));
  const present = taking.filter((each) => 'command' in each);
  const outcomes = await withJsonFile(workFile(work), (file) => alternate(present, file, rounds));
  const absent = taking.filter((each) => 'reason' in each);
  const rows = absent.map(({ label, reason, remedy }) => ({ label, absent: reason, remedy }));
  return workReport(work, outcomes, rows);
}

/** Runs all contenders in each round, so that other load affects them alike. One that fails drops out. */
async function alternate(
  contenders: readonly Contender[],
  file: string,
  rounds: number,
): Promise<readonly Outcome[]> {
  const outcomes = contenders.map((contender) => ({
    contender,
    timed: [] as Timed[],
    failure: undefined as string | undefined,
  }));
  for (let round = 1; round <= rounds; round++) {
    console.error(`Round ${round} of ${rounds} …`);
    for (const outcome of outcomes) {
      if (outcome.failure !== undefined) continue;
      const { command, arguments: argumentsFor, environment } = outcome.contender;
      const run = await runPinned(command, argumentsFor(file), environment);
      if ('failure' in run) outcome.failure = run.failure;
      else outcome.timed.push(run.result as Timed);
    }
  }
  return outcomes;
}

function workFile(work: Work): WorkFile {
  const { inputs, targets } = zipfianBatch(work.V, work.T * work.B);
  return { work, inputs: [...inputs], targets: [...targets] };
}

function machine(): PeersReport['machine'] {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    node: process.versions.node,
    pinned: pinning.length > 0,
  };
}

async function write(report: PeersReport): Promise<void> {
  await mkdir(outFolder, { recursive: true });
  await writeFile(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  await draw(report);
}

async function draw(report: PeersReport): Promise<void> {
  await writeFile(join(outFolder, 'peers.svg'), chart(report));
}
