import type { ShapingContext } from './rule.ts';

/** Lines that only close something may well follow each other. */
const closing = /^(?:[\])};,\s]*|end|fi|done|esac|<\/[\w.:-]+>)[;,]?$/;

/**
 * Never repeats the lines below. A text is dropped if it makes its line a copy of the next one, or would do so together
 * with what follows it. A text of several lines loses those at its end with which the next lines begin.
 */
export function dropRepeatedLine(
  text: string,
  { prefix, suffix, following, nextLines }: ShapingContext,
): string {
  const below = nextLines[0]?.trim();
  if (below === undefined || below.length <= 2 || closing.test(below)) return text;
  const [first = '', ...others] = text.split('\n');
  if (others.length === 0) {
    const whole = text + (following.split('\n')[0] ?? '');
    return [text, whole].some((line) => (prefix + line + suffix).trim() === below) ? '' : text;
  }
  const lines = [(prefix + first).trim(), ...others.map((line) => line.trim())];
  for (let from = 0; from < lines.length; from++) {
    const filled = lines.slice(from).filter((line) => line !== '');
    if (
      filled.length > 0 &&
      filled.every((line, i) => i >= nextLines.length || line === nextLines[i]?.trim())
    )
      return [first, ...others].slice(0, from).join('\n');
  }
  return text;
}
