import { hash32 } from '../tensor/random.ts';
import { codeTokens } from './code-tokens.ts';

/** A stretch of one line, in UTF-16 code units, that is removed and typed again before the rest of the line. */
export interface Gap {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** One line in this many gets a gap. */
const LINES_PER_GAP = 4;
/** The most code tokens in a gap. */
const MOST_TOKENS = 4;

/** Gaps in the middle of lines, in the order of the lines. The choice depends only on the text and its line numbers. */
export function gapsOf(text: string): Gap[] {
  const gaps: Gap[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    if (line % LINES_PER_GAP !== LINES_PER_GAP - 1) continue;
    const tokens = codeTokens(content);
    // There has to be something before it and after it.
    const inner = tokens.length - 2;
    if (inner < 1) continue;
    const first = 1 + (hash32(line) % inner);
    const count = 1 + (hash32(~line) % Math.min(MOST_TOKENS, tokens.length - 1 - first));
    gaps.push({ line, start: tokens[first]!.start, end: tokens[first + count - 1]!.end });
  }
  return gaps;
}
