import { MASK } from './known-shapes.ts';

/** Whether a value that looks like a secret is none, because the user says so. */
export type IsAllowed = (value: string) => boolean;

/** Bounds, in UTF-16 code units, so that no text can allow everything, and none takes long to compare. */
const SHORTEST_TEXT = 4;
const LONGEST_TEXT = 200;
const LONGEST_VALUE = 400;
/** Further texts are not used. */
const MOST_TEXTS = 200;

/** Nothing is allowed, unless the user says so. */
export const nothingAllowed: IsAllowed = () => false;

/**
 * Allows values that equal one of these texts, in which an asterisk stands for any characters. There are no regular
 * expressions, so that none can be invalid or take for ever.
 */
export function allowing(texts: readonly string[]): IsAllowed {
  const patterns = texts
    .slice(0, MOST_TEXTS)
    .filter(canAllow)
    .map((text) => text.split('*'));
  return (value) => value.length <= LONGEST_VALUE && patterns.some((parts) => matches(value, parts));
}

/** Whether a text says enough, and not too much, to allow something. */
export function canAllow(text: string): boolean {
  const { length } = text.replaceAll('*', '');
  return length >= SHORTEST_TEXT && text.length <= LONGEST_TEXT && !text.includes(MASK);
}

/** Whether a value begins with the first part, ends with the last, and has the others between, in order. */
function matches(value: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  const end = value.length - last.length;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = value.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= end;
}
