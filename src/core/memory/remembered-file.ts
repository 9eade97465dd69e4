import type { BoundedWork } from '../base/bounded-work.ts';
import { countCodePoints } from '../text/code-points.ts';
import { headerTokens } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** A file as the memory keeps it. */
export interface RememberedFile {
  readonly path: string;
  /** Of its text, line ends as LF. */
  readonly digest: string;
  /** Code points of its text. */
  readonly characters: number;
  /** FILE, the path's tokens, TEXT, the text's tokens: as in `tokenizeFile`. */
  readonly tokens: Uint16Array;
}

/** UTF-16 code units that are tokenized at a stretch, in about two milliseconds. */
const STRETCH = 8192;

/** Tokenizes a file from line to line; `text` has LF as line ends. */
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
