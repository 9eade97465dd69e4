import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFirst, scriptArguments } from './build-first.ts';
import { runOnTerminal } from './editor/command.ts';
import { resultsFolder, root } from './paths.ts';
import { addTotals, readTotals, type Totals } from './test-totals.ts';
import { runScript, UserError } from './user-error.ts';

interface Suite {
  /** Its name in `npm test -- --skip NAME`. */
  readonly name: string;
  readonly command: readonly string[];
  /** Where the runner writes its machine-readable results. A suite without results counts as one test. */
  readonly results?: string;
}

const unitResults = join(resultsFolder, 'unit.json');

const suites: readonly Suite[] = [
  {
    name: 'unit',
    command: [
      ...[join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`],
    ],
    results: unitResults,
  },
  { name: 'package', command: [join(root, 'scripts', 'package.ts')] },
  {
    name: 'host',
    command: [join(root, 'scripts', 'test-host.ts'), '--no-build'],
    results: join(resultsFolder, 'host.json'),
  },
  {
    name: 'e2e',
    command: [join(root, 'scripts', 'test-e2e.ts'), '--no-build'],
    results: join(resultsFolder, 'e2e.json'),
  },
];

/** `npm test [-- --skip SUITE...]`: runs every suite. The last line of output has the totals of all suites. */
async function main(): Promise<number> {
  const skipped = skippedSuites();
  await rm(resultsFolder, { recursive: true, force: true });
  await mkdir(resultsFolder, { recursive: true });
  await buildFirst();
  const totals: Totals[] = [];
  for (const suite of suites.filter(({ name }) => !skipped.includes(name))) {
    console.log(`\n=== ${suite.name} ===`);
    const status = await runOnTerminal(process.execPath, suite.command);
    totals.push(await suiteTotals(suite, status === 0));
  }
  const { passed, failed } = addTotals(totals);
  if (skipped.length > 0) console.log(`\nSkipped: ${skipped.join(', ')}.`);
  console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}

function skippedSuites(): string[] {
  const given = scriptArguments();
  if (given.length === 0) return [];
  const [flag, ...names] = given;
  const known = suites.map(({ name }) => name);
  if (flag === '--skip' && names.length > 0 && names.every((name) => known.includes(name))) return names;
  throw new UserError(`Usage: npm test -- [--skip SUITE...], where SUITE is one of ${known.join(', ')}.`);
}

/** A runner that fails without a failed test, or that writes no results, counts as one failed test. */
async function suiteTotals({ name, results }: Suite, succeeded: boolean): Promise<Totals> {
  if (results === undefined) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  if (!existsSync(results)) {
    console.log(`The suite "${name}" wrote no results.`);
    return { passed: 0, failed: 1 };
  }
  const totals = readTotals(await readFile(results, 'utf8'));
  const isSilentFailure = totals.failed === 0 && (!succeeded || totals.passed === 0);
  return isSilentFailure ? { ...totals, failed: 1 } : totals;
}

await runScript(main);
