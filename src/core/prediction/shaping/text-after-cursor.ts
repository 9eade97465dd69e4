import type { ShapingContext } from './rule.ts';

/** What editors close by themselves, and separators that may follow it. */
const closersOnly = /^[\s\])}>"'`;:,]*$/;

/**
 * Never suggests what stands behind the cursor already. With nothing but closers there, the text is cut where it begins
 * to repeat them. In the middle of other text it is cut where it reaches the next word of that text, and dropped when
 * the cursor stands inside a word.
 */
export function textAfterCursor(text: string, { suffix }: ShapingContext): string {
  const following = suffix.trim();
  if (following === '') return text;
  if (closersOnly.test(suffix)) return cutAtUnopenedCloser(cutRepeatedTail(text, suffix), following);
  if (/^[\p{L}\p{N}_$]/u.test(suffix)) return '';
  const firstWord = /^\s*([\p{L}\p{N}_$]+|\S)/u.exec(suffix)?.[1] ?? following;
  const meets = text.indexOf(firstWord);
  return cutRepeatedTail(meets < 0 ? text : text.slice(0, meets), suffix);
}

/** `foo)` before `)` becomes `foo`: the longest tail that the suffix begins with goes. */
function cutRepeatedTail(text: string, suffix: string): string {
  for (let i = 0; i < text.length; i++) if (suffix.startsWith(text.slice(i))) return text.slice(0, i);
  return text;
}

/** `foo);` before `)` becomes `foo`: a closer that the text does not open itself closes what stands before the cursor. */
function cutAtUnopenedCloser(text: string, following: string): string {
  const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if ('([{'.includes(character)) open.push(character);
    const opener = openerOf[character];
    if (opener === undefined) continue;
    if (open.at(-1) === opener) open.pop();
    else if (following.startsWith(character)) return text.slice(0, i);
  }
  return text;
}
