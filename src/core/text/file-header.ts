import { FILE_TOKEN, TEXT_TOKEN, type Tokenizer } from './tokenizer.ts';

/** What a model reads before a file's text: FILE, the path's tokens, TEXT. A text without a name has the path ''. */
export function headerTokens(tokenizer: Tokenizer, path: string): Int32Array {
  const pathTokens = tokenizer.encode(path);
  const tokens = new Int32Array(pathTokens.length + 2);
  tokens[0] = FILE_TOKEN;
  tokens.set(pathTokens, 1);
  tokens[tokens.length - 1] = TEXT_TOKEN;
  return tokens;
}

/** Where the text begins in a file's tokens: after the header. */
export function textStart(tokens: Int32Array | Uint16Array): number {
  return tokens.indexOf(TEXT_TOKEN) + 1;
}
