import { describe, expect, it } from 'vitest';
import { addTotals, readTotals } from '../../scripts/test-totals.ts';

describe('the last line of npm test', () => {
  it("reads the counts of mocha's report", () => {
    expect(readTotals('{"stats":{"tests":4,"passes":3,"pending":0,"failures":1}}')).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it("reads the counts of vitest's report, and counts a file that could not be loaded", () => {
    const testResults = [
      {
        status: 'failed',
        assertionResults: [{ status: 'passed' }, { status: 'failed' }, { status: 'failed' }],
      },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    const report = { numPassedTests: 2, numFailedTests: 2, testResults };
    expect(readTotals(JSON.stringify(report))).toEqual({ passed: 2, failed: 3 });
  });

  it('takes nothing else for a report', () => {
    expect(() => readTotals('{}')).toThrow();
    expect(() => readTotals('')).toThrow();
  });

  it('adds the suites up', () => {
    expect(
      addTotals([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
  });
});
