import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Scenario, scenarios } from '../../test/host/scenarios.ts';
import { freePort } from '../editor/port.ts';
import { type Profile, userSettingsFile } from '../editor/server.ts';
import { resultsFolder } from '../paths.ts';
import { whyNoStrace } from '../system-calls/strace.ts';
import { UserError } from '../user-error.ts';
import { bundleHostTests } from './bundle-tests.ts';
import { failedRun, mergeResults, type MochaResults } from './mocha-results.ts';
import { judgeTrace } from './judge-trace.ts';

/** Most scenarios are about what is learned, not about the moment at which it is worth a look. */
const commonSettings = { 'chat.disableAIFeatures': true, 'tacit.suggest.threshold': 0.22 };

/** A scenario whose files are ready to be opened in an editor. */
export interface PreparedScenario {
  readonly scenario: Scenario;
  /**
   * The same for all scenarios of one user, including the port, because the editor's storage depends on its address.
   */
  readonly profile: Profile;
  readonly workspace: string;
  /** Where the trace of the editor's system calls goes, if there shall be one. */
  readonly traceFile: string | undefined;
  /** For the test module. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Opens a scenario in an editor and runs its tests. Resolves to what went wrong, if anything did. */
export type OpenScenario = (prepared: PreparedScenario) => Promise<string | undefined>;

/**
 * Runs the scenarios one after the other, writes their results to `test-results/host.json`, and resolves to the exit
 * status.
 *
 * @param only - names of the scenarios to run, along with earlier ones of the same users. If empty, all scenarios run.
 */
export async function runScenarios(open: OpenScenario, only: readonly string[]): Promise<number> {
  const chosen = scenarios.filter(({ user }, at) =>
    scenarios
      .slice(at)
      .some((later) => later.user === user && (only.length === 0 || only.includes(later.name))),
  );
  if (chosen.length === 0)
    throw new UserError(`No such scenario. There are: ${scenarios.map((s) => s.name).join(', ')}.`);
  await mkdir(resultsFolder, { recursive: true });
  await bundleHostTests();
  const home = await mkdtemp(join(tmpdir(), 'tacit-host-'));
  const ports = new Map<string, number>();
  const results: MochaResults[] = [];
  try {
    for (const scenario of chosen) {
      console.log(`\n[${scenario.name}] user "${scenario.user}"`);
      const port = ports.get(scenario.user) ?? (await freePort());
      ports.set(scenario.user, port);
      results.push(await runScenario(scenario, { folder: join(home, scenario.user), port }, open));
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  const merged = mergeResults(results);
  await writeFile(join(resultsFolder, 'host.json'), JSON.stringify(merged, undefined, 2));
  console.log(
    `\nHost tests: ${String(merged.stats.passes)} passed, ${String(merged.stats.failures)} failed.`,
  );
  return merged.stats.failures === 0 ? 0 : 1;
}

async function runScenario(scenario: Scenario, profile: Profile, open: OpenScenario): Promise<MochaResults> {
  const [results = '', report = '', trace = ''] = ['results.json', 'report.txt', 'trace.txt'].map((name) =>
    join(profile.folder, name),
  );
  for (const file of [results, report, trace]) await rm(file, { force: true });
  try {
    const workspace = await scenario.prepare(profile.folder);
    await writeSettings(profile, scenario);
    const environment = { TACIT_TEST: scenario.name, TACIT_TEST_RESULTS: results, TACIT_TEST_REPORT: report };
    const noTrace = scenario.isTraced === true ? await whyNoStrace() : 'nobody asked for a trace';
    const traceFile = noTrace === undefined ? trace : undefined;
    const problem = await open({ scenario, profile, workspace, environment, traceFile });
    console.log(await readFile(report, 'utf8').catch(() => ''));
    if (existsSync(results)) {
      const run = JSON.parse(await readFile(results, 'utf8')) as MochaResults;
      return scenario.isTraced === true ? mergeResults([run, await judgeTrace(trace, noTrace)]) : run;
    }
    throw new UserError(problem ?? 'the tests ended without results');
  } catch (error) {
    const message = error instanceof UserError ? error.message : String(error);
    console.log(`  ${scenario.name}: ${message}`);
    return failedRun(scenario.name, message);
  }
}

async function writeSettings(profile: Profile, scenario: Scenario): Promise<void> {
  const file = userSettingsFile(profile);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...commonSettings, ...scenario.settings }));
}
