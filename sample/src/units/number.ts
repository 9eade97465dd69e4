import { fail, ok, type Result } from '../result.ts';

/** Reads a decimal number: digits, at most one point, a sign in front. */
export function parseNumber(text: string): Result<number> {
  const trimmed = text.trim();
  if (!/^[+-]?\d+(\.\d+)?$/.test(trimmed)) {
    return fail('units/not-a-number', `"${text}" is not a number.`);
  }
  return ok(Number(trimmed));
}

/** Reads a whole number from `least` to `most`. */
export function parseWhole(text: string, least: number, most: number): Result<number> {
  const parsed = parseNumber(text);
  if (!parsed.ok) return parsed;
  if (!Number.isInteger(parsed.value)) {
    return fail('units/not-whole', `"${text}" is not a whole number.`);
  }
  if (parsed.value < least || parsed.value > most) {
    return fail('units/out-of-range', `${parsed.value} is not from ${least} to ${most}.`);
  }
  return ok(parsed.value);
}

/** The number with a fixed count of decimals, never "-0.0". */
export function formatNumber(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
