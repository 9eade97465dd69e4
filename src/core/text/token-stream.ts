import { countCodePoints } from './code-points.ts';
import { normalizeLineEnds } from './line-ends.ts';
import type { SourceFile } from './source-file.ts';
import { FILE_TOKEN, TEXT_TOKEN } from './tokenizer.ts';
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
  const pathTokens = tokenizer.encode(file.path);
  const textTokens = tokenizer.encode(text);
  const tokens = new Int32Array(pathTokens.length + textTokens.length + 2);
  tokens[0] = FILE_TOKEN;
  tokens.set(pathTokens, 1);
  tokens[1 + pathTokens.length] = TEXT_TOKEN;
  tokens.set(textTokens, 2 + pathTokens.length);
  return { tokens, characters: countCodePoints(text) };
}
