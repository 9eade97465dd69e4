import type { Report } from '../../src/cli/evaluate/report.ts';

const columns = [
  'workspace',
  'net time saved, 0.12 / 0.20 / 0.28 s a key',
  'ceiling',
  'suggestions / interruptions for 100 characters, 0.20 s',
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

/** The first two lines of the Markdown table of evaluations. */
export const evaluationHead = [rowOf(columns), rowOf(columns.map(() => '---'))];

/** The row of one workspace. Where a cell has two figures, the second is at the higher precision. */
export function evaluationRow(name: string, content: string, report: Report): string {
  const { bitsPerCharacter: bits, nextToken, replay, replayWithRejections, baselines, calibration } = report;
  const { latencyMilliseconds: latency, timed } = report;
  const average = timed?.find(({ keySeconds }) => keySeconds === 0.2);
  return rowOf([
    `${name} (${content})`,
    eachTimed(timed, ({ netTimeSaved }) => netTimeSaved),
    eachTimed(timed, ({ ceiling }) => ceiling),
    average ? figures([average.suggestionsPer100, average.interruptionsPer100], 1) : '–',
    bits ? figures([bits.network, bits.memory, bits.mixed, bits.adaptive], 2) : '–',
    nextToken?.mrr10.toFixed(3) ?? '–',
    saved(replay),
    eachRow(replay, ({ precision }) => precision, 2),
    saved(replayWithRejections),
    saved(baselines.memory),
    saved(baselines.word),
    calibration?.expectedError.toFixed(3) ?? '–',
    latency ? figures([latency.p50, latency.p95, latency.p99], 1) : '–',
  ]);
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function figures(values: readonly number[], digits: number): string {
  return values.map((value) => value.toFixed(digits)).join(' / ');
}

type TimedRows = Report['timed'];

function eachTimed(rows: TimedRows, figure: (row: NonNullable<TimedRows>[number]) => number): string {
  return rows ? figures(rows.map(figure), 3) : '–';
}

type Rows = Report['replay'];

function eachRow(rows: Rows, figure: (row: NonNullable<Rows>[number]) => number, digits: number): string {
  return rows ? figures(rows.map(figure), digits) : '–';
}

function saved(rows: Rows): string {
  return eachRow(rows, ({ keystrokesSaved }) => keystrokesSaved, 3);
}
