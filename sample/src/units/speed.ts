import { fail, ok, type Result } from '../result.ts';
import type { Metres } from './metres.ts';
import { formatNumber, parseNumber } from './number.ts';
import { MINUTES_PER_HOUR, type Minutes } from './time.ts';

/** Nautical miles an hour. */
export type Knots = number;

const METRES_PER_MILE = 1852;
const MOST_KNOTS = 40;

/** Reads "6", "6kn" or "6 kn". */
export function parseKnots(text: string): Result<Knots> {
  const parsed = parseNumber(text.replace(/\s*kn$/, ''));
  if (!parsed.ok) return parsed;
  if (parsed.value <= 0) {
    return fail('units/not-positive', `${text} is not more than 0 kn.`);
  }
  if (parsed.value > MOST_KNOTS) {
    return fail('units/out-of-range', `${text} is more than ${MOST_KNOTS} kn.`);
  }
  return ok(parsed.value);
}

/** How long a way takes at a steady speed. */
export function timeUnderWay(way: Metres, speed: Knots): Minutes {
  return (way / METRES_PER_MILE / speed) * MINUTES_PER_HOUR;
}

/** "6.0 kn", as the tables print it. */
export function formatKnots(knots: Knots): string {
  return `${formatNumber(knots, 1)} kn`;
}
