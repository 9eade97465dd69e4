export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Returns the totals in what the JSON reporter of vitest or mocha has written. Throws if it is neither. */
export function readTotals(json: string): Totals {
  const results = JSON.parse(json) as VitestResults | MochaResults;
  const totals = 'stats' in results ? mochaTotals(results) : vitestTotals(results);
  if (!Number.isInteger(totals.passed) || !Number.isInteger(totals.failed)) {
    throw new Error('Neither vitest nor mocha wrote this.');
  }
  return totals;
}

export function addTotals(totals: readonly Totals[]): Totals {
  return {
    passed: totals.reduce((sum, { passed }) => sum + passed, 0),
    failed: totals.reduce((sum, { failed }) => sum + failed, 0),
  };
}

interface MochaResults {
  readonly stats: { readonly passes: number; readonly failures: number };
}

function mochaTotals({ stats }: MochaResults): Totals {
  return { passed: stats.passes, failed: stats.failures };
}

interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** A file that fails before any of its tests can run counts as one failed test. */
function vitestTotals({ numPassedTests, numFailedTests, testResults }: VitestResults): Totals {
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}
