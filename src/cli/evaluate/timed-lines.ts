import { columns } from './columns.ts';
import type { TimedRow } from './measure-timed.ts';
import type { Report } from './report.ts';

/** What suggestions are worth by the clock, for people. */
export function timedLines(report: Report): readonly string[] {
  const { timed, timedBaselines, person = [] } = report;
  const people = person.map(
    ({ taste, events, shipped, learned }) =>
      `one who takes ${taste}: ${shipped.toFixed(3)} -> ${learned.toFixed(3)} after ${events} events`,
  );
  if (!timed && !timedBaselines) return people;
  const { judged, endsInUnknownWord, invisible } = report;
  const systems = [
    ['Tacit', timed],
    ['memory alone', timedBaselines?.memory],
    ['words, frequent', timedBaselines?.word],
  ] as const;
  const lines = [
    columns([
      '',
      'key, s',
      'time saved',
      'ceiling',
      'by word',
      'keys saved',
      'precision',
      'per 100',
      'wrong',
    ]),
    ...systems.flatMap(([name, rows = []]) => rows.map((row) => rowLine(name, row))),
    ...(timed ?? []).map(sensitivityLine),
    ...people,
  ];
  const average = timed?.find(({ keySeconds }) => keySeconds === 0.2)?.severalLines;
  if (average) {
    const [right, share] = [average.precision, average.share].map((value) => value.toFixed(3));
    lines.push(`several lines at 0.20 s: right ${right}, ${share} of what came with suggestions`);
  }
  if (endsInUnknownWord !== undefined && invisible !== undefined) {
    const unknown = endsInUnknownWord.toFixed(3);
    lines.push(`ends in a word that is nowhere ${unknown}, invisible ${invisible.toFixed(3)}`);
  }
  for (const { kind, shown, expectedError } of judged ?? []) {
    lines.push(
      `judge     ${kind.padEnd(8)} ${String(shown).padStart(6)} shown, calibration error ${expectedError.toFixed(3)}`,
    );
  }
  return lines;
}

function rowLine(name: string, row: TimedRow): string {
  return columns([
    name,
    row.keySeconds.toFixed(2),
    row.netTimeSaved.toFixed(3),
    row.ceiling.toFixed(3),
    row.netTimeSavedWithWords.toFixed(3),
    row.keystrokesSaved.toFixed(3),
    row.precision.toFixed(3),
    row.suggestionsPer100.toFixed(1),
    row.interruptionsPer100.toFixed(2),
  ]);
}

/** The same if looks cost less or more, and if fewer are looked at. */
function sensitivityLine({ keySeconds, sensitivity }: TimedRow): string {
  const corners = sensitivity.map(
    ({ look, character, looks, netTimeSaved }) => `${look}/${character}/${looks} ${netTimeSaved.toFixed(3)}`,
  );
  return `look/read/share at ${keySeconds.toFixed(2)} s: ${corners.join(', ')}`;
}
