import { completeLength } from './code-points.ts';

/**
 * How a text is cut into pre-tokens, the stretches that tokens never cross. A line break begins one, with the blanks
 * that indent the next line, and nothing looks beyond it: encode(a + "\n" + b) = encode(a) ++ encode("\n" + b). Each
 * is bounded, so that a line of a megabyte costs no more than many short ones.
 *
 * A pattern looks ahead one code unit at most and takes whole code points: appending text changes only the last
 * pre-token, which `stableLength` builds on.
 */
class PreTokens {
  readonly #pattern: RegExp;
  readonly #closed: RegExp | undefined;

  /**
   * `pattern` matches every code point of every text, as source for the flags "gv"; `closed` describes the pre-tokens
   * that nothing can extend.
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

  /** Where the last pre-token begins, or the end of the text when nothing can extend it; see `Tokenizer.stableLength`. */
  stableLength(text: string): number {
    const end = completeLength(text);
    const lineStart = Math.max(0, text.lastIndexOf('\n'));
    const last = this.split(text.slice(lineStart, end)).at(-1);
    return last === undefined || this.#closed?.test(last) ? end : end - last.length;
  }
}

/** Scripts that do not put blanks between words (the prolonged sound mark of Japanese belongs to no script). */
const unspacedScripts = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const UNSPACED = `[${unspacedScripts.map((script) => `\\p{Script=${script}}`).join('')}\\u30fc]`;
const UNSPACED_LETTER = `[[\\p{L}\\p{M}]&&${UNSPACED}]`;
const BLANK = '[\\s--\\n]';
const LINE_BREAK = `\\n${BLANK}{0,63}`;

/**
 * Words and identifiers whole, digits included; single signs; runs of blanks. A character of a script without blanks
 * is a word of its own.
 */
export const wordPreTokens = new PreTokens(
  `${LINE_BREAK}|[[\\p{L}\\p{M}\\p{N}_]--${UNSPACED_LETTER}]{1,64}|${BLANK}{1,64}|.`,
  `${UNSPACED_LETTER}|[^\\s\\p{L}\\p{M}\\p{N}_]`,
);

/**
 * As GPT-2 does (`encoder.py`, github.com/openai/gpt-2): words, numbers and runs of signs take the one blank before them
 * with them, so that most blanks cost nothing. Identifiers keep their underscores; digits come in threes; scripts without
 * blanks come in short runs, in which pairs and triples of characters can still be learned.
 */
export const subwordPreTokens = new PreTokens(
  [
    LINE_BREAK,
    ` ?(?:[[\\p{L}\\p{M}_]--${UNSPACED}]{1,63}|${UNSPACED_LETTER}{1,8}|\\p{N}{1,3}|[^\\s\\p{L}\\p{M}\\p{N}_]{1,16})`,
    `${BLANK}{1,64}(?!\\S)`,
    BLANK,
  ].join('|'),
);
