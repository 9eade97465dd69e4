import { fail, ok, type Result } from '../result.ts';
import type { Station } from '../stations/station.ts';
import type { Metres } from '../units/metres.ts';
import { type Instant, type Interval, MINUTES_PER_DAY, type Minutes } from '../units/time.ts';
import { heightAt, rateAt } from './height.ts';

/** A high water or a low water. */
export interface TurningPoint {
  readonly kind: 'high' | 'low';
  readonly instant: Instant;
  readonly height: Metres;
}

/** No tide turns twice within so short a time. */
const STEP: Minutes = 20;
/** Turning points are given to this fraction of a minute. */
const PRECISION: Minutes = 0.01;

/** Every high and low water of an interval, in order. */
export function turningPoints(station: Station, interval: Interval): readonly TurningPoint[] {
  const points: TurningPoint[] = [];
  for (let start = interval.start; start < interval.end; start += STEP) {
    const end = Math.min(start + STEP, interval.end);
    if (rateAt(station, start) > 0 === rateAt(station, end) > 0) continue;
    const instant = bisect((candidate) => rateAt(station, candidate), start, end);
    points.push({
      kind: rateAt(station, start) > 0 ? 'high' : 'low',
      instant,
      height: heightAt(station, instant),
    });
  }
  return points;
}

/** The first high or low water at or after a moment. */
export function nextTurningPoint(
  station: Station,
  from: Instant,
  kind: TurningPoint['kind'],
): Result<TurningPoint> {
  const soon = { start: from, end: from + 3 * MINUTES_PER_DAY };
  const point = turningPoints(station, soon).find((candidate) => candidate.kind === kind);
  if (!point) {
    return fail('predict/no-turning-point', `${station.name} has no ${kind} water within three days.`);
  }
  return ok(point);
}

/** The moments of an interval at which the water passes a height, rising or falling. */
export function crossings(station: Station, interval: Interval, height: Metres): readonly Instant[] {
  const above = (instant: Instant) => heightAt(station, instant) - height;
  const instants: Instant[] = [];
  for (let start = interval.start; start < interval.end; start += STEP) {
    const end = Math.min(start + STEP, interval.end);
    if (above(start) > 0 === above(end) > 0) continue;
    instants.push(bisect(above, start, end));
  }
  return instants;
}

/** Where a function changes its sign, by halving. */
function bisect(value: (instant: Instant) => number, start: Instant, end: Instant): Instant {
  let [low, high] = [start, end];
  const startsAbove = value(low) > 0;
  while (high - low > PRECISION) {
    const middle = (low + high) / 2;
    if (value(middle) > 0 === startsAbove) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
