import type { ShapingContext } from './rule.ts';

/** How far around the text a secret may reach, in UTF-16 code units. Keys of several lines have lines of 64 or 76. */
const LONGEST_SECRET = 400;

/**
 * Cuts a text before anything that looks like a password, a key or an access token, even if the text holds only a part
 * of it.
 */
export function cutSecrets(
  text: string,
  { prefix, suffix, following, above, secretsIn }: ShapingContext,
): string {
  // The name of a secret may stand in the line above it.
  const before = `${above.nearest}\n${prefix}`.slice(-LONGEST_SECRET);
  const start = before.length;
  const whole = before + text + following + suffix.slice(0, LONGEST_SECRET);
  for (const { from, to } of secretsIn(whole)) {
    if (to > start && from < start + text.length) return text.slice(0, Math.max(0, from - start));
  }
  return text;
}
