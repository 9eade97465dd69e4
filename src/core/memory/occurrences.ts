import { textStart } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Origin } from './origin.ts';
import type { RememberedFile } from './remembered-file.ts';

/** The tokens to look for. The first `context` of them may be missing, those furthest from the rest first. */
export interface Sought {
  readonly tokens: Int32Array;
  readonly context: number;
}

interface Place {
  readonly file: RememberedFile;
  /** The place of tokens[context] in the file's tokens. */
  readonly at: number;
  /** How many tokens of the context are found before it. */
  readonly context: number;
}

/**
 * Where tokens[context] occurs, `most` places at most: those with more of the context before them first, otherwise in
 * the order of the files. It looks at every token of the files; nothing is stored for each n-gram.
 */
export function occurrences(
  files: Iterable<RememberedFile>,
  tokenizer: Tokenizer,
  sought: Sought,
  most: number,
): Origin[] {
  const places: Place[] = [];
  let whole = 0;
  for (const place of placesOf(files, sought)) {
    if (whole === most) break;
    places.push(place);
    if (place.context === sought.context) whole++;
  }
  return places
    .sort((a, b) => b.context - a.context)
    .slice(0, most)
    .map(({ file, at, context }) => ({ path: file.path, ...position(file.tokens, at, tokenizer), context }));
}

function* placesOf(files: Iterable<RememberedFile>, { tokens, context }: Sought): Generator<Place> {
  const first = tokens[context];
  if (first === undefined) return;
  for (const file of files) {
    const start = textStart(file.tokens);
    for (let at = start; (at = file.tokens.indexOf(first, at)) >= 0; at++) {
      let next = context + 1;
      while (next < tokens.length && file.tokens[at - context + next] === tokens[next]) next++;
      if (next < tokens.length) continue;
      let before = 0;
      while (before < context && file.tokens[at - before - 1] === tokens[context - before - 1]) before++;
      yield { file, at, context: before };
    }
  }
}

/** The line and the character at which a token of a file begins. */
function position(
  tokens: Uint16Array,
  at: number,
  tokenizer: Tokenizer,
): { line: number; character: number } {
  const start = textStart(tokens);
  const text = tokenizer.decode(tokens.subarray(start));
  const before = tokenizer.decode(tokens.subarray(start, at));
  // Each byte of a character that was cut reads as U+FFFD.
  let end = before.length;
  while (!text.startsWith(before.slice(0, end))) end--;
  const lines = text.slice(0, end).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
