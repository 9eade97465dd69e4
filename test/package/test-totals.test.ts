import { describe, expect, it } from 'vitest';
import { addTotals, readTotals } from '../../scripts/test-totals.ts';

describe('the last line of npm test', () => {
  it("reads the counts of vitest's and mocha's reports", () => {
    expect(readTotals('{"numTotalTests":7,"numPassedTests":5,"numFailedTests":2}')).toEqual({
      passed: 5,
      failed: 2,
    });
    expect(readTotals('{"stats":{"tests":4,"passes":3,"pending":0,"failures":1}}')).toEqual({
      passed: 3,
      failed: 1,
    });
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
