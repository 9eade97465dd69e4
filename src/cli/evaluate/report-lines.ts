import type { ReplayRow } from './replay-files.ts';
import type { Report } from './report.ts';
import { sparkline } from './sparkline.ts';

/** The report for people. */
export function reportLines(report: Report): string[] {
  const { corpus, isPartial, bitsPerCharacter, nextToken, replay, baselines, calibration, course } = report;
  const { latencyMilliseconds: latency, peakMemoryMegabytes: memory } = report;
  const lines: string[] = [];
  if (isPartial)
    lines.push('Only a part of the test text was typed: these figures compare with nothing else.');
  lines.push(`typed     ${corpus.testFiles} files, ${corpus.testCharacters} characters`);
  if (bitsPerCharacter) {
    const kinds = Object.entries(bitsPerCharacter).map(
      ([kind, bits]) => `${kind} ${Number(bits).toFixed(3)}`,
    );
    lines.push(`bits      ${kinds.join(', ')} per character`);
  }
  if (nextToken) {
    const { tokens, top1, mrr10 } = nextToken;
    lines.push(`tokens    ${tokens}: first ${top1.toFixed(3)}, MRR@10 ${mrr10.toFixed(3)}`);
  }
  lines.push(
    '',
    columns(['', 'precision ≥', 'threshold', 'saved', 'completed', 'precision', 'shown', 'per 100']),
  );
  const systems = [
    ['Tacit', replay],
    ['  with rejections', report.replayWithRejections],
    ['  several lines', report.replaySeveralLines],
    ['memory alone', baselines.memory],
    ['words, frequent', baselines.word],
    ['words, recent', baselines.wordRecent],
  ] as const;
  for (const [name, rows] of systems) for (const row of rows ?? []) lines.push(rowLine(name, row));
  for (const { eagerness, threshold, keystrokesSaved, precision, shownRate, gaps } of report.gaps ?? []) {
    const [saved, right, shown] = [keystrokesSaved, precision, shownRate].map((share) => share.toFixed(3));
    lines.push(
      `middles of lines, ${eagerness} (${threshold}): ${gaps} stretches, saved ${saved}, precision ${right}, shown ${shown}`,
    );
  }
  lines.push('');
  if (course && course.length > 0) {
    const saved = course.map(({ characters, keys }) => characters - keys);
    lines.push(`keys saved, file by file  ${sparkline(saved)}  ${saved.at(-1) ?? 0}`);
  }
  for (const { rule, fired, share, precision } of report.shaping ?? []) {
    if (fired === 0) continue;
    lines.push(
      `rule      ${rule.padEnd(20)} ${String(fired).padStart(6)} times, ${(100 * share).toFixed(2)} % of suggestions, right ${precision.toFixed(2)}`,
    );
  }
  if (calibration) {
    lines.push(`calibration error ${calibration.expectedError.toFixed(3)}`);
    for (const { from, to, shown, probability, precision } of calibration.table) {
      lines.push(
        `  shown at ${from.toFixed(1)}–${to.toFixed(1)}: ${shown}, mean ${probability.toFixed(2)}, right ${precision.toFixed(2)}`,
      );
    }
  }
  if (latency) {
    const [p50, p95, p99] = [latency.p50, latency.p95, latency.p99].map((ms) => `${ms.toFixed(2)} ms`);
    lines.push(`latency   p50 ${p50}, p95 ${p95}, p99 ${p99}`);
  }
  if (memory !== undefined) lines.push(`memory    ${memory.toFixed(0)} MB at most, the whole process`);
  return lines;
}

function rowLine(name: string, row: ReplayRow): string {
  return columns([
    name,
    row.precisionFloor.toFixed(2),
    row.threshold.toFixed(3),
    row.keystrokesSaved.toFixed(3),
    row.completedCharacters.toFixed(3),
    row.precision.toFixed(3),
    row.shownRate.toFixed(3),
    row.suggestionsPer100.toFixed(1),
  ]);
}

function columns(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(12))).join('');
}
