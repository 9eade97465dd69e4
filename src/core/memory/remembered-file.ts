import type { BoundedWork } from '../base/bounded-work.ts';
import { countCodePoints } from '../text/code-points.ts';
import { headerTokens } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** A file as the memory keeps it. */
export interface RememberedFile {
  readonly path: string;
  /** The digest of the text, with LF as line ends. */
  readonly digest: string;
  /** The number of code points in the text. */
  readonly characters: number;
  /** FILE, the path's tokens, TEXT, the text's tokens, as in `tokenizeFile`. */
  readonly tokens: Uint16Array;
}

/** UTF-16 code units that are tokenized without a pause, in about two milliseconds. */
const STRETCH = 8192;

/** Tokenizes a file in stretches of whole lines. `text` has LF as line ends. */
export function* readFile(
  tokenizer: Tokenizer,
  path: string,
  digest: string,
  text: string,
): BoundedWork<RememberedFile> {
  const parts = [headerTokens(tokenizer, path)];
  for (let from = 0; from < text.length;) {
    // No token crosses the start of a line.
    const lineEnd = text.indexOf('\n', from + STRETCH);
    const to = lineEnd < 0 ? text.length : lineEnd;
    parts.push(tokenizer.encode(text.slice(from, to)));
    from = to;
    yield;
  }
  const tokens = new Uint16Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    tokens.set(part, end);
    end += part.length;
  }
  return { path, digest, characters: countCodePoints(text), tokens };
}
