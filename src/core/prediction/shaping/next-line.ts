import type { ShapingContext } from './rule.ts';

/** Drops a suggestion that would make this line a copy of the next one. */
export function nextLine(text: string, { prefix, suffix, nextLine }: ShapingContext): string {
  const line = (prefix + text + suffix).trim();
  return line.length > 2 && line === nextLine?.trim() ? '' : text;
}
