import { countCodePoints } from '../text/code-points.ts';
import { headerTokens } from '../text/file-header.ts';
import { normalizeLineEnds } from '../text/line-ends.ts';
import { segmentOf } from '../text/token-stream.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Change } from './change-learner.ts';

/** Lines before a change that are read as its context. */
const CONTEXT_LINES = 20;
/** Characters of a change that are learned at once, in about half a second. The next training run learns the rest. */
const MOST_CHARACTERS = 6000;

export interface ChangedText {
  /** Lines that are new or different. */
  readonly lines: number;
  readonly change: Change;
}

/**
 * What a save changed: the tokens of the lines from the first to the last that differ from `before`, or of all lines
 * where the file was not known. Undefined if there is nothing new to learn.
 */
export function changedText(
  tokenizer: Tokenizer,
  path: string,
  before: string | undefined,
  after: string,
): ChangedText | undefined {
  const lines = normalizeLineEnds(after).split('\n');
  const known = before === undefined ? [] : normalizeLineEnds(before).split('\n');
  let first = 0;
  while (first < lines.length && first < known.length && lines[first] === known[first]) first++;
  let same = 0;
  while (same < Math.min(lines.length, known.length) - first && lines.at(-1 - same) === known.at(-1 - same))
    same++;

  const text = lines
    .slice(first, lines.length - same)
    .join('\n')
    .slice(0, MOST_CHARACTERS);
  if (text.trim() === '') return undefined;
  const contextFrom = Math.max(0, first - CONTEXT_LINES);
  const context = lines.slice(contextFrom, first).join('\n');
  const segment = segmentOf(first, text);
  const header = [...headerTokens(tokenizer, path), ...(first > 0 ? tokenizer.encode(context) : [])];
  return {
    lines: text.split('\n').length,
    change: {
      tokens: Int32Array.from([...header, ...tokenizer.encode(segment)]),
      from: header.length,
      characters: countCodePoints(segment),
    },
  };
}
