/**
 * `npm run layers`: holds src to the import table of .dependency-cruiser.cjs. Fails too when the module count is low: a
 * cruiser that cannot parse TypeScript sees nothing and would pass.
 */
import { spawnSync } from 'node:child_process';

interface CruiseReport {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const fewestModules = 60;

const run = spawnSync('depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
  shell: process.platform === 'win32',
});
if (!run.stdout) throw new Error(`dependency-cruiser did not run: ${run.stderr}`);
const { summary } = JSON.parse(run.stdout) as CruiseReport;

for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} imports ${to}`);
if (summary.totalCruised < fewestModules) {
  console.error(
    `Only ${summary.totalCruised} modules were read, not ${fewestModules} or more. Is TypeScript 6 installed?`,
  );
  process.exitCode = 1;
}
if (summary.violations.length > 0) process.exitCode = 1;
console.log(`${summary.totalCruised} modules, ${summary.violations.length} imports against the layer table`);
