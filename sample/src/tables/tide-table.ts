import { fail, ok, type Result } from '../result.ts';
import { heightsOver } from '../predict/height.ts';
import { dailyRange, isSpringTide, springsAndNeaps } from '../predict/springs.ts';
import { turningPoints } from '../predict/turning-points.ts';
import type { Station } from '../stations/station.ts';
import { formatMetres } from '../units/metres.ts';
import {
  dayOf,
  formatClock,
  formatDate,
  type Instant,
  MINUTES_PER_DAY,
  MINUTES_PER_HOUR,
} from '../units/time.ts';
import type { Table } from './columns.ts';

/** Longer tables are asked for in pieces. */
const MOST_DAYS = 366;

/** The high and low waters of some days, a row each. */
export function tideTable(station: Station, from: Instant, days: number): Result<Table> {
  const checked = checkDays(days);
  if (!checked.ok) return checked;
  const { start } = dayOf(from);
  const points = turningPoints(station, { start, end: start + checked.value * MINUTES_PER_DAY });
  return ok({
    columns: [
      { title: 'Date', alignment: 'left' },
      { title: 'Time', alignment: 'left' },
      { title: 'Water', alignment: 'left' },
      { title: 'Height', alignment: 'right' },
    ],
    rows: points.map(({ kind, instant, height }) => [
      formatDate(instant),
      formatClock(instant),
      kind,
      formatMetres(height),
    ]),
  });
}

/** The height at every full hour of a day, a row each. */
export function hourlyTable(station: Station, day: Instant): Result<Table> {
  const samples = heightsOver(station, dayOf(day), MINUTES_PER_HOUR);
  return ok({
    columns: [
      { title: 'Time', alignment: 'left' },
      { title: 'Height', alignment: 'right' },
    ],
    rows: samples.map(({ instant, height }) => [formatClock(instant), formatMetres(height)]),
  });
}

/** The range of each of some days, a row each, and whether it is nearer to springs or to neaps. */
export function rangeTable(station: Station, from: Instant, days: number): Result<Table> {
  const checked = checkDays(days);
  if (!checked.ok) return checked;
  const rows: string[][] = [];
  for (let day = 0; day < checked.value; day++) {
    const instant = from + day * MINUTES_PER_DAY;
    const range = dailyRange(station, instant);
    const name = isSpringTide(range, springsAndNeaps(station, instant)) ? 'springs' : 'neaps';
    rows.push([formatDate(instant), formatMetres(range.range), name]);
  }
  return ok({
    columns: [
      { title: 'Date', alignment: 'left' },
      { title: 'Range', alignment: 'right' },
      { title: 'Tide', alignment: 'left' },
    ],
    rows,
  });
}

function checkDays(days: number): Result<number> {
  if (!Number.isInteger(days) || days < 1) {
    return fail('table/no-days', 'A table has at least one day.');
  }
  if (days > MOST_DAYS) {
    return fail('table/too-long', `A table has at most ${MOST_DAYS} days.`);
  }
  return ok(days);
}
