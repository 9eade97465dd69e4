import { fail, ok, type Result } from '../result.ts';
import { parseWhole } from './number.ts';

/** A moment, in minutes since the first minute of the year 2000, UTC. */
export type Instant = number;

/** A span of time in minutes. */
export type Minutes = number;

/** From `start` up to but not including `end`. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

const MILLISECONDS_PER_MINUTE = 60_000;
const EPOCH = Date.UTC(2000, 0, 1);

/** Reads a date such as "2031-05-17" and gives its first minute. */
export function parseDate(text: string): Result<Instant> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!match) {
    return fail('units/not-a-date', `"${text}" is not a date such as 2031-05-17.`);
  }
  const milliseconds = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const instant = (milliseconds - EPOCH) / MILLISECONDS_PER_MINUTE;
  if (formatDate(instant) !== text.trim()) {
    return fail('units/no-such-date', `${text} is not in the calendar.`);
  }
  return ok(instant);
}

/** Reads a time of day such as "06:45" and gives the minutes since midnight. */
export function parseClock(text: string): Result<Minutes> {
  const match = /^(\d{2}):(\d{2})$/.exec(text.trim());
  if (!match) {
    return fail('units/not-a-clock', `"${text}" is not a time of day such as 06:45.`);
  }
  const hour = parseWhole(match[1] ?? '', 0, 23);
  if (!hour.ok) return hour;
  const minute = parseWhole(match[2] ?? '', 0, 59);
  if (!minute.ok) return minute;
  return ok(hour.value * MINUTES_PER_HOUR + minute.value);
}

/** Reads a moment such as "2031-05-17 06:45". */
export function parseInstant(text: string): Result<Instant> {
  const [date = '', clock = '00:00'] = text.trim().split(/[ T]/);
  const day = parseDate(date);
  if (!day.ok) return day;
  const time = parseClock(clock);
  if (!time.ok) return time;
  return ok(day.value + time.value);
}

/** Reads a span such as "2h30", "45min" or "3h". */
export function parseMinutes(text: string): Result<Minutes> {
  const match = /^(?:(\d+)h)?(?:(\d+)(?:min)?)?$/.exec(text.trim());
  if (!match || text.trim() === '') {
    return fail('units/not-a-span', `"${text}" is not a span such as 2h30 or 45min.`);
  }
  return ok(Number(match[1] ?? 0) * MINUTES_PER_HOUR + Number(match[2] ?? 0));
}

/** "2031-05-17" */
export function formatDate(instant: Instant): string {
  return isoText(instant).slice(0, 10);
}

/** "06:45" */
export function formatClock(instant: Instant): string {
  return isoText(Math.round(instant)).slice(11, 16);
}

/** "2031-05-17 06:45" */
export function formatInstant(instant: Instant): string {
  return `${formatDate(instant)} ${formatClock(instant)}`;
}

/** "2h30", "45min" */
export function formatMinutes(minutes: Minutes): string {
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  const rest = Math.round(minutes % MINUTES_PER_HOUR);
  if (hours === 0) return `${rest}min`;
  return `${hours}h${String(rest).padStart(2, '0')}`;
}

/** The first minute of the day of an instant. */
export function startOfDay(instant: Instant): Instant {
  return Math.floor(instant / MINUTES_PER_DAY) * MINUTES_PER_DAY;
}

/** The whole day of an instant. */
export function dayOf(instant: Instant): Interval {
  const start = startOfDay(instant);
  return { start, end: start + MINUTES_PER_DAY };
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** What two intervals share, if they share anything. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  if (!overlaps(a, b)) return undefined;
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

export function lengthOf(interval: Interval): Minutes {
  return interval.end - interval.start;
}

function isoText(instant: Instant): string {
  return new Date(EPOCH + instant * MILLISECONDS_PER_MINUTE).toISOString();
}
