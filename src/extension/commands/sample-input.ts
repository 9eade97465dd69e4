/** The smallest and largest values that can be asked for, and the values to begin with. */
export const sampleLimits = {
  length: { minimum: 1, maximum: 20_000, initial: 500 },
  temperature: { minimum: 0.05, maximum: 2, initial: 0.7 },
} as const;

/** Returns the whole number that was typed, or undefined if it is not one or is out of bounds. */
export function parseLength(typed: string): number | undefined {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : undefined;
  return within(value, sampleLimits.length);
}

/** Returns the number that was typed, with a point or a comma, or undefined if it is not one or is out of bounds. */
export function parseTemperature(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.');
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : undefined;
  return within(value, sampleLimits.temperature);
}

function within(
  value: number | undefined,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number | undefined {
  return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
}
