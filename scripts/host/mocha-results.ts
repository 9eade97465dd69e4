/** The part of what mocha's JSON reporter writes that the totals need. */
export interface MochaResults {
  readonly stats: {
    readonly tests: number;
    readonly passes: number;
    readonly pending: number;
    readonly failures: number;
  };
  readonly tests: readonly unknown[];
  readonly passes: readonly unknown[];
  readonly pending: readonly unknown[];
  readonly failures: readonly unknown[];
}

/** Returns the results of a run that never reported any: it counts as one failed test. */
export function failedRun(title: string, message: string): MochaResults {
  return resultOfOne('failures', title, message);
}

/** Returns the results of one test that mocha did not run. */
export function resultOfOne(
  outcome: 'passes' | 'pending' | 'failures',
  title: string,
  message?: string,
): MochaResults {
  const tests = [{ title, fullTitle: title, err: { message } }];
  return {
    stats: { tests: 1, passes: 0, pending: 0, failures: 0, [outcome]: 1 },
    ...{ tests, passes: [], pending: [], failures: [], [outcome]: tests },
  };
}

/** Adds up the results of several runs. */
export function mergeResults(runs: readonly MochaResults[]): MochaResults {
  const total = (count: keyof MochaResults['stats']): number =>
    runs.reduce((sum, { stats }) => sum + stats[count], 0);
  return {
    stats: {
      tests: total('tests'),
      passes: total('passes'),
      pending: total('pending'),
      failures: total('failures'),
    },
    tests: runs.flatMap(({ tests }) => tests),
    passes: runs.flatMap(({ passes }) => passes),
    pending: runs.flatMap(({ pending }) => pending),
    failures: runs.flatMap(({ failures }) => failures),
  };
}
