import type { ShapingContext } from './rule.ts';

/** A secret reaches no further back than this: keys of several lines have lines of 64 or 76 characters. */
const LONGEST_SECRET = 400;

/** Shows nothing that looks like a password, a key or a token: ends the text before it, also when only a part is in it. */
export function cutSecrets(text: string, { prefix, suffix, following, secretsIn }: ShapingContext): string {
  const before = prefix.slice(-LONGEST_SECRET);
  const start = before.length;
  const whole = before + text + following + suffix.slice(0, LONGEST_SECRET);
  for (const { from, to } of secretsIn(whole)) {
    if (to > start && from < start + text.length) return text.slice(0, Math.max(0, from - start));
  }
  return text;
}
