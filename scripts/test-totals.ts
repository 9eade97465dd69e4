export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** The totals in what vitest's or mocha's JSON reporter wrote. Throws when it is neither. */
export function readTotals(json: string): Totals {
  const results = JSON.parse(json) as VitestResults | MochaResults;
  const [passed, failed] =
    'stats' in results
      ? [results.stats.passes, results.stats.failures]
      : [results.numPassedTests, results.numFailedTests];
  if (!Number.isInteger(passed) || !Number.isInteger(failed))
    throw new Error('Neither vitest nor mocha wrote this.');
  return { passed, failed };
}

export function addTotals(totals: readonly Totals[]): Totals {
  return {
    passed: totals.reduce((sum, { passed }) => sum + passed, 0),
    failed: totals.reduce((sum, { failed }) => sum + failed, 0),
  };
}

interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

interface MochaResults {
  readonly stats: { readonly passes: number; readonly failures: number };
}
