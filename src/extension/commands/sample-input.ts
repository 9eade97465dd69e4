/** Bounds of what can be asked for. */
export const sampleLimits = {
  length: { minimum: 1, maximum: 20_000, preset: 500 },
  temperature: { minimum: 0.05, maximum: 2, preset: 0.7 },
} as const;

/** The number that was typed, with a point or a comma; undefined where it is none or out of bounds. */
export function parseLength(typed: string): number | undefined {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : undefined;
  return within(value, sampleLimits.length);
}

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
