import { fail, ok, type Result } from '../result.ts';
import { formatNumber, parseNumber } from './number.ts';

/** An angle in degrees, from 0 to below 360. */
export type Degrees = number;

/** The same angle from 0 to below 360. */
export function normalizeDegrees(degrees: number): Degrees {
  return ((degrees % 360) + 360) % 360;
}

export function toRadians(degrees: Degrees): number {
  return (degrees * Math.PI) / 180;
}

/** Reads a phase: a number of degrees from 0 to below 360. */
export function parsePhase(text: string): Result<Degrees> {
  const parsed = parseNumber(text);
  if (!parsed.ok) return parsed;
  if (parsed.value < 0 || parsed.value >= 360) {
    return fail('units/out-of-range', `${text} is not a phase from 0 to below 360.`);
  }
  return ok(parsed.value);
}

/** Reads a latitude such as "51.9N" or "12.5S"; south is negative. */
export function parseLatitude(text: string): Result<number> {
  const match = /^(\d+(?:\.\d+)?)([NS])$/.exec(text.trim());
  if (!match) {
    return fail('units/not-a-latitude', `"${text}" is not a latitude such as 51.9N.`);
  }
  const parsed = parseNumber(match[1] ?? '');
  if (!parsed.ok) return parsed;
  if (parsed.value > 90) {
    return fail('units/out-of-range', `${text} is beyond the pole.`);
  }
  return ok(match[2] === 'S' ? -parsed.value : parsed.value);
}

/** "51.9N", the inverse of `parseLatitude`. */
export function formatLatitude(latitude: number): string {
  return `${formatNumber(Math.abs(latitude), 1)}${latitude < 0 ? 'S' : 'N'}`;
}
