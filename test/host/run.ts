import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Mocha's report for people and its JSON, from which the totals are added up. */
class SpecAndJson extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    new Mocha.reporters.JSON(runner, options);
  }
}

/**
 * The editor calls this inside its extension host. Runs the test file that `TACIT_TEST` names, and rejects if a test
 * fails. `@vscode/test-electron` calls the same function, so one suite serves both. The report goes to a file, because
 * the console of the extension host is full of the editor's own messages.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const name = setting('TACIT_TEST');
  const report = setting('TACIT_TEST_REPORT');
  Mocha.reporters.Base.consoleLog = (...line: unknown[]): void => {
    appendFileSync(report, `${format(...line)}\n`);
  };
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 5 * 60_000,
    reporter: SpecAndJson,
    reporterOptions: { output: setting('TACIT_TEST_RESULTS') },
  });
  mocha.addFile(join(__dirname, `${name}.test.cjs`));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${String(failures)} failed in ${name}.`);
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with "npm run test:host".`);
  return value;
}
