import type { CursorRequest } from './predictor.ts';
import type { SearchLimits } from './search.ts';
import type { ShapingContext } from './shaping/rule.ts';
import { WordGuide } from './word-guide.ts';

/** The longest suggestion, in UTF-16 code units, where one line is allowed and where several are. */
const longest = { inLine: 80, inLines: 240 } as const;
const MOST_LINES = 4;

/** How far to search. Several lines are looked for at the end of a line only. */
export function searchLimits(
  { multiLine }: CursorRequest,
  { prefix, suffix, syntax, words }: ShapingContext,
  leastProbability: number,
): SearchLimits {
  // In prose, words are inflected; in code they are written as they are declared.
  const guide = syntax.isProse || !words ? undefined : new WordGuide(words, prefix);
  return multiLine && suffix.trim() === ''
    ? { leastProbability, longest: longest.inLines, lines: MOST_LINES, guide }
    : { leastProbability, longest: longest.inLine, lines: 1, guide };
}

/** Whether what one request was shown may stay for another: no setting has changed in between. */
export function wantsTheSame(a: CursorRequest, b: CursorRequest): boolean {
  return (
    a.eagerness === b.eagerness &&
    a.multiLine === b.multiLine &&
    a.inComments === b.inComments &&
    a.inStrings === b.inStrings
  );
}
