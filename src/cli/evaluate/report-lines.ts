import { columns } from './columns.ts';
import type { ReplayRow } from './replay-files.ts';
import type { Report } from './report.ts';
import { sparkline } from './sparkline.ts';
import { timedLines } from './timed-lines.ts';

/** The report for people. */
export function reportLines(report: Report): readonly string[] {
  return [
    ...modelLines(report),
    '',
    ...timedLines(report),
    '',
    ...typingLines(report),
    ...gapLines(report),
    '',
    ...courseLines(report),
    ...shapingLines(report),
    ...calibrationLines(report),
    ...costLines(report),
  ];
}

/** What was typed, and how well it was predicted. */
function modelLines({ corpus, isPartial, bitsPerCharacter, nextToken, sources }: Report): readonly string[] {
  const lines: string[] = [];
  if (isPartial)
    lines.push('Only part of the test text was typed: do not compare these figures with others.');
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
  if (sources) {
    const { suggestions, first, firstThree, milliseconds = NaN } = sources;
    lines.push(
      `sources   ${suggestions} suggestions: first ${first.toFixed(3)}, in the first three ${firstThree.toFixed(3)}, ` +
        `${milliseconds.toFixed(0)} ms at p95`,
    );
  }
  return lines;
}

/** A table of what typing saved with each system. */
function typingLines(report: Report): readonly string[] {
  const { replay, replayWithRejections, replaySeveralLines, baselines } = report;
  const systems = [
    ['Tacit', replay],
    ['  with rejections', replayWithRejections],
    ['  several lines', replaySeveralLines],
    ['memory alone', baselines.memory],
    ['words, frequent', baselines.word],
    ['words, recent', baselines.wordRecent],
  ] as const;
  return [
    columns(['', 'precision ≥', 'threshold', 'saved', 'completed', 'precision', 'shown', 'per 100']),
    ...systems.flatMap(([name, rows = []]) => rows.map((row) => rowLine(name, row))),
  ];
}

function gapLines({ gaps: rows = [] }: Report): readonly string[] {
  return rows.map(({ eagerness, threshold, keystrokesSaved, precision, shownRate, gaps }) => {
    const [saved, right, shown] = [keystrokesSaved, precision, shownRate].map((share) => share.toFixed(3));
    const figures = `${gaps} stretches, saved ${saved}, precision ${right}, shown ${shown}`;
    return `middles of lines, ${eagerness} (${threshold}): ${figures}`;
  });
}

/** The keys saved after each file. */
function courseLines({ course = [] }: Report): readonly string[] {
  const saved = course.map(({ characters, keys }) => characters - keys);
  const last = saved.at(-1);
  return last === undefined ? [] : [`keys saved, file by file  ${sparkline(saved)}  ${last}`];
}

/** What each shaping rule did, if it did anything. */
function shapingLines({ shaping = [] }: Report): readonly string[] {
  return shaping
    .filter(({ fired }) => fired > 0)
    .map(({ rule, fired, share, precision }) => {
      const figures = `${(100 * share).toFixed(2)} % of suggestions, right ${precision.toFixed(2)}`;
      return `rule      ${rule.padEnd(20)} ${String(fired).padStart(6)} times, ${figures}`;
    });
}

function calibrationLines({ calibration }: Report): readonly string[] {
  if (!calibration) return [];
  const rows = calibration.table.map(({ from, to, shown, probability, precision }) => {
    const figures = `mean ${probability.toFixed(2)}, right ${precision.toFixed(2)}`;
    return `  shown at ${from.toFixed(1)}–${to.toFixed(1)}: ${shown}, ${figures}`;
  });
  return [`calibration error ${calibration.expectedError.toFixed(3)}`, ...rows];
}

/** Time and memory. */
function costLines({ latencyMilliseconds: latency, peakMemoryMegabytes: memory }: Report): readonly string[] {
  const lines: string[] = [];
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
