import { fail, ok, type Result } from '../result.ts';
import { formatNumber, parseNumber } from './number.ts';

/** A height or a depth in metres. Heights are above chart datum, depths below it. */
export type Metres = number;

/** Nothing in a harbour is higher or deeper than this. */
const MOST_METRES = 100;

/** Reads "3.4", "3.4m" or "3.4 m". */
export function parseMetres(text: string): Result<Metres> {
  const parsed = parseNumber(text.replace(/\s*m$/, ''));
  if (!parsed.ok) return parsed;
  if (Math.abs(parsed.value) > MOST_METRES) {
    return fail('units/out-of-range', `${text} is more than ${MOST_METRES} m.`);
  }
  return ok(parsed.value);
}

/** Reads a length or a draught, which is more than nothing. */
export function parseExtent(text: string): Result<Metres> {
  const parsed = parseMetres(text);
  if (!parsed.ok) return parsed;
  if (parsed.value <= 0) {
    return fail('units/not-positive', `${text} is not more than 0 m.`);
  }
  return ok(parsed.value);
}

/** "3.4 m", as the tables print it. */
export function formatMetres(metres: Metres): string {
  return `${formatNumber(metres, 1)} m`;
}
