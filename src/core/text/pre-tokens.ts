import { completeLength } from './code-points.ts';

/**
 * Cuts a text into pre-tokens, stretches that tokens never cross. A line break begins a pre-token, which takes in the
 * blanks that indent the next line. No pattern looks beyond a line break, so encode(a + "\n" + b) = encode(a) ++
 * encode("\n" + b). The length of a pre-token is bounded, so that a line of a megabyte costs no more than many short
 * ones.
 *
 * A pattern looks ahead one code unit at most and takes whole code points. So text that is appended changes only the
 * last pre-token, on which `stableLength` relies.
 */
class PreTokens {
  readonly #pattern: RegExp;
  readonly #closed: RegExp | undefined;

  /**
   * `pattern`: source for the flags "gv", which matches every code point of every text. `closed`: source that matches
   * the pre-tokens that nothing can extend.
   */
  constructor(pattern: string, closed?: string) {
    this.#pattern = new RegExp(pattern, 'gv');
    this.#closed = closed === undefined ? undefined : new RegExp(`^(?:${closed})$`, 'v');
  }

  split(text: string): readonly string[] {
    return text.match(this.#pattern) ?? [];
  }

  /** How often each pre-token occurs. */
  count(texts: readonly string[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const text of texts) {
      for (const preToken of this.split(text)) counts.set(preToken, (counts.get(preToken) ?? 0) + 1);
    }
    return counts;
  }

  /** As `Tokenizer.stableLength`: where the last pre-token begins, or where it ends if nothing can extend it. */
  stableLength(text: string): number {
    const end = completeLength(text);
    const lineStart = Math.max(0, text.lastIndexOf('\n'));
    const last = this.split(text.slice(lineStart, end)).at(-1);
    return last === undefined || this.#closed?.test(last) ? end : end - last.length;
  }
}

/** Code points in the longest pre-token, which the patterns below bound. */
export const LONGEST_PRE_TOKEN = 64;

/** Scripts without blanks between words. The prolonged sound mark of Japanese, U+30FC, belongs to no script. */
const unspacedScripts = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const UNSPACED = `[${unspacedScripts.map((script) => `\\p{Script=${script}}`).join('')}\\u30fc]`;
const UNSPACED_LETTER = `[[\\p{L}\\p{M}]&&${UNSPACED}]`;
const BLANK = '[\\s--\\n]';
const LINE_BREAK = `\\n${BLANK}{0,63}`;

/**
 * Whole words and identifiers, with their digits; single signs; runs of blanks. Each character of a script without
 * blanks is a word of its own.
 */
export const wordPreTokens = new PreTokens(
  `${LINE_BREAK}|[[\\p{L}\\p{M}\\p{N}_]--${UNSPACED_LETTER}]{1,64}|${BLANK}{1,64}|.`,
  `${UNSPACED_LETTER}|[^\\s\\p{L}\\p{M}\\p{N}_]`,
);

/**
 * As in GPT-2 (`encoder.py`, https://github.com/openai/gpt-2): words, numbers and runs of signs include the one blank
 * before them, so that most blanks cost nothing. Identifiers keep their underscores, and digits come in threes. Text in
 * scripts without blanks comes in short runs, within which pairs and triples of characters can be learned.
 */
export const subwordPreTokens = new PreTokens(
  [
    LINE_BREAK,
    ` ?(?:[[\\p{L}\\p{M}_]--${UNSPACED}]{1,63}|${UNSPACED_LETTER}{1,8}|\\p{N}{1,3}|[^\\s\\p{L}\\p{M}\\p{N}_]{1,16})`,
    `${BLANK}{1,64}(?!\\S)`,
    BLANK,
  ].join('|'),
);
