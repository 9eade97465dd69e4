import type { FoundCuts } from './search.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** UTF-16 code units before the cursor that may be part of a grapheme at the cursor. */
const BEFORE = 64;

/** Below U+0300 there is nothing that combines with the character before it. */
const combining = /[^\0-\u02ff]/;

/** Zero width joiner: it makes one emoji of those on both sides, so one at the end of a text still lacks the second. */
const JOINER = '\u200d';

/**
 * The cuts that do not end inside a grapheme, which is what people see as one character (Unicode Standard Annex #29):
 * not between a letter and its vowel sign or accent, nor between the parts of an emoji. `prefix` is the text before the
 * cursor.
 */
export function wholeGraphemes(found: FoundCuts, prefix: string): FoundCuts {
  const whole = (found.cuts.at(-1)?.text ?? '') + found.beyond;
  if (!combining.test(whole)) return found;
  const before = prefix.slice(-BEFORE);
  const ends = new Set<number>([whole.length]);
  for (const { index } of graphemes.segment(before + whole)) ends.add(index - before.length);
  const cuts = found.cuts.filter(({ text }) => ends.has(text.length) && !text.endsWith(JOINER));
  return { cuts, beyond: whole.slice(cuts.at(-1)?.text.length ?? 0) };
}
