import { countCodePoints } from './code-points.ts';
import { headerTokens } from './file-header.ts';
import { normalizeLineEnds } from './line-ends.ts';
import type { SourceFile } from './source-file.ts';
import type { Tokenizer } from './tokenizer.ts';

/** A file as the model reads it. */
export interface TokenizedFile {
  /** FILE, the path's tokens, TEXT, the text's tokens. */
  readonly tokens: Int32Array;
  /** Code points of the text (line ends as LF), the denominator of bits per character. */
  readonly characters: number;
}

/** The tokens of a file: its path is known before its text, as it is in an editor. */
export function tokenizeFile(tokenizer: Tokenizer, file: SourceFile): TokenizedFile {
  const text = normalizeLineEnds(file.text);
  const header = headerTokens(tokenizer, file.path);
  const textTokens = tokenizer.encode(text);
  const tokens = new Int32Array(header.length + textTokens.length);
  tokens.set(header);
  tokens.set(textTokens, header.length);
  return { tokens, characters: countCodePoints(text) };
}

/**
 * A line as it is tokenized: the line break before it, which the first line lacks, and then its text or a part of it.
 * Tokenizers always begin a token at a line break, so a segment's tokens do not depend on the lines above.
 */
export function segmentOf(line: number, text: string): string {
  return line === 0 ? text : `\n${text}`;
}
