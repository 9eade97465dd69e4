import type { CursorState } from '../prediction/context-states.ts';
import type { Predictor } from '../prediction/predictor.ts';
import type { Kernels } from '../tensor/kernels.ts';
import { segmentOf } from '../text/token-stream.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** A text that is to be explained. */
export interface Question {
  readonly line: number;
  /** The line before the text. */
  readonly prefix: string;
  readonly text: string;
  /** Makes kernels for one computation, which disposes of them. */
  createKernels(): Kernels;
}

/** A text that is to be explained, and what foresaw it. */
export interface Subject extends Question, Pick<Predictor, 'knowledge' | 'model' | 'document'> {
  /** Where the model is before the text. */
  readonly cursor: CursorState;
}

/** The tokens of a text that follows the cursor. */
export interface FollowingTokens {
  /** Tokens of which nothing but what is typed is known to be: they come before the text. */
  readonly typed: Int32Array;
  /** The tokens of the text. */
  readonly tokens: Int32Array;
  /** What is typed of tokens[0], spelled. */
  readonly partial: string;
}

/** No suggestion has as many tokens. What follows them is not explained. */
const MOST_TOKENS = 256;

/** Cuts the text into tokens, as if it had been typed. Its first token may begin with what is typed. */
export function followingTokens(
  tokenizer: Tokenizer,
  { cursor, text }: Pick<Subject, 'cursor' | 'text'>,
): FollowingTokens {
  // What is settled in the line stays as it is whatever follows.
  const [first = '', ...others] = text.split('\n');
  const open = tokenizer.unspell(cursor.partial);
  const tokens = [open + first, ...others.map((other) => `\n${other}`)].flatMap((part) =>
    Array.from(tokenizer.encode(part)),
  );
  let { partial } = cursor;
  let typed = 0;
  for (; typed < tokens.length; typed++) {
    const piece = tokenizer.pieces[tokens[typed]!]!;
    if (partial === '' || piece.length > partial.length) break;
    partial = partial.slice(piece.length);
  }
  return {
    typed: Int32Array.from(tokens.slice(0, typed)),
    tokens: Int32Array.from(tokens.slice(typed, typed + MOST_TOKENS)),
    partial,
  };
}

interface LineTokens {
  readonly line: number;
  readonly tokens: Int32Array;
}

/** In UTF-16 code units. Of a longer line above the cursor, only the end is looked at. */
const LONGEST_LINE = 2000;

/** The tokens before the text, line by line, the topmost first: of as few lines as hold `fewest` tokens. */
export function linesBefore(
  { knowledge: { tokenizer }, document, line, cursor }: Subject,
  typed: Int32Array,
  fewest: number,
): readonly LineTokens[] {
  const lines: LineTokens[] = [{ line, tokens: Int32Array.of(...cursor.settled, ...typed) }];
  let length = cursor.settled.length + typed.length;
  for (let k = line - 1; k >= 0 && length < fewest; k--) {
    const tokens = tokenizer.encode(segmentOf(k, document.line(k).slice(-LONGEST_LINE)));
    lines.unshift({ line: k, tokens });
    length += tokens.length;
  }
  return lines;
}
