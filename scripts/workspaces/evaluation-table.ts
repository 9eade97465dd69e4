import type { Report } from '../../src/cli/evaluate/report.ts';

interface Evaluated {
  readonly name: string;
  readonly content: string;
  readonly report: Report;
}

/** One line a workspace, in Markdown. Of two figures with a stroke the second is at the higher precision. */
export function evaluationTable(evaluated: readonly Evaluated[]): string {
  const lines = evaluated.map(({ name, content, report }) => {
    const {
      bitsPerCharacter: bits,
      nextToken,
      replay,
      replayWithRejections,
      baselines,
      calibration,
    } = report;
    const { latencyMilliseconds: latency } = report;
    return [
      `${name} (${content})`,
      bits
        ? [bits.network, bits.memory, bits.mixed, bits.adaptive].map((each) => each.toFixed(2)).join(' / ')
        : '–',
      nextToken?.mrr10.toFixed(3) ?? '–',
      saved(replay),
      replay?.map(({ precision }) => precision.toFixed(2)).join(' / ') ?? '–',
      saved(replayWithRejections),
      saved(baselines.memory),
      saved(baselines.word),
      calibration?.expectedError.toFixed(3) ?? '–',
      latency ? [latency.p50, latency.p95, latency.p99].map((each) => each.toFixed(1)).join(' / ') : '–',
    ];
  });
  const head = [
    'workspace',
    'bits a character: network / memory / mixed / adaptive',
    'next token, MRR@10',
    'keystrokes saved',
    'precision of these',
    'saved, rejections remembered',
    'saved, memory alone',
    'saved, word completion',
    'calibration error',
    'ms: p50 / p95 / p99',
  ];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function saved(rows: Report['replay']): string {
  return rows?.map(({ keystrokesSaved }) => keystrokesSaved.toFixed(3)).join(' / ') ?? '–';
}
