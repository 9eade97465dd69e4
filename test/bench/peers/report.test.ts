import { describe, expect, it } from 'vitest';
import { describeWork, isRow, workReport } from '../../../scripts/peers/report.ts';
import { spreadOf } from '../../../scripts/peers/statistics.ts';
import type { Timed } from '../../../scripts/peers/works.ts';
import { works } from '../../../scripts/peers/works.ts';

const timed = (...seconds: number[]): Timed[] =>
  seconds.map((each) => ({ seconds: each, processorShare: 0.99 }));
const outcome = (label: string, ...seconds: number[]) => ({
  contender: { label, tacit: label === 'Tacit' },
  timed: timed(...seconds),
});

describe('the spread of the rounds', () => {
  it('has the middle value, or the mean of the two in the middle', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(spreadOf([10, 1, 2, 4])).toEqual({ median: 3, least: 1, most: 10 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('the report of a work', () => {
  const [training, , inference] = works;
  const gone = { label: 'gone', absent: 'no such module', remedy: 'install it' };

  it('gives tokens per second of a training, and ratios of medians', () => {
    const { unit, rows } = workReport(
      training,
      [outcome('Tacit', 0.064, 0.032, 0.128), outcome('slow', 0.128, 0.128, 0.256)],
      [gone],
    );
    expect(unit).toBe('tokens/s');
    expect(rows.filter(isRow).map(({ median, tacitSpeed }) => [median, tacitSpeed])).toEqual([
      [32_000, 1],
      [16_000, 2],
    ]);
    expect(rows[0]).toMatchObject({ least: 16_000, most: 64_000 });
    expect(rows[2]).toEqual(gone);
  });

  it('gives microseconds per token of an inference', () => {
    const { rows } = workReport(inference, [outcome('Tacit', 20e-6), outcome('fast', 10e-6)], []);
    expect(rows[1]).toMatchObject({ median: 10, tacitSpeed: 0.5 });
  });

  it('names contenders that failed, with the reason', () => {
    const failed = { ...outcome('broken'), failure: 'out of memory' };
    const report = workReport(training, [outcome('Tacit', 0.064), failed], [gone]);
    const table = describeWork(report);
    for (const part of ['broken', 'out of memory', 'gone', 'no such module', 'install it']) {
      expect(table).toContain(part);
    }
  });

  it('needs Tacit', () => {
    expect(() => workReport(training, [{ ...outcome('Tacit'), failure: 'why' }], [])).toThrow('why');
  });
});
