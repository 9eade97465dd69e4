import type { Quote } from './syntax.ts';

/** Where `text`, which begins inside a string, ends it; its length if it does not. */
export function endOfString(text: string, { close, escapes }: Quote): number {
  for (let at = 0; at < text.length; at += escapes && text[at] === '\\' ? 2 : 1) {
    if (text.startsWith(close, at)) return at;
  }
  return text.length;
}
