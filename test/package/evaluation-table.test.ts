import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/cli/evaluate/report.ts';
import { evaluationHead, evaluationRow } from '../../scripts/workspaces/evaluation-table.ts';

const corpus = { trainFiles: 1, trainCharacters: 1, testFiles: 1, testCharacters: 1, testCopiesLeftOut: 0 };
const nothing = {
  ...{ training: undefined, tacit: undefined, memory: undefined, word: undefined, wordRecent: undefined },
  ...{ bits: undefined, tokens: undefined, gaps: undefined, severalLines: undefined },
  ...{ timed: undefined, timedBaselines: undefined, person: undefined, sources: undefined },
};

const cells = (line: string): string[] => line.split('|').slice(1, -1);

describe('the table of evaluations', () => {
  it('has as many cells in a row as in its head', () => {
    const row = evaluationRow('rxjs', 'TypeScript', reportOf({ corpus, isPartial: false, ...nothing }));
    for (const line of evaluationHead) expect(cells(line)).toHaveLength(cells(row).length);
  });

  it('shows what was measured, rounded, and a dash for the rest', () => {
    const bits = { network: 0.987, memory: 1.0449, mixed: 0.8, adaptive: 0.5 };
    const tokens = { tokens: 10, top1: 0.6, mrr10: 0.69849 };
    const report = reportOf({ corpus, isPartial: false, ...nothing, bits, tokens });
    expect(evaluationRow('rxjs', 'TypeScript', report)).toBe(
      '| rxjs (TypeScript) | – | – | – | 0.99 / 1.04 / 0.80 / 0.50 | 0.698 | – | – | – | – | – | – | – |',
    );
  });
});
