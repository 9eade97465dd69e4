import { textStart } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Origin } from './origin.ts';
import type { RememberedFile } from './remembered-file.ts';

/** The tokens to look for. The first `context` of them may be missing, those furthest from the rest first. */
export interface Sought {
  readonly tokens: Int32Array;
  readonly context: number;
  /** By token: 1 where it may come after `tokens`. Any may unless given. */
  readonly then?: Uint8Array;
}

/** Where what was sought stands in a file. */
export interface Occurrence {
  readonly file: RememberedFile;
  /** The place of tokens[context] in the file's tokens, or of the token that comes then if there are no more. */
  readonly at: number;
  /** How many tokens of the context are found before it. */
  readonly context: number;
}

/**
 * Where tokens[context] occurs, `most` places at most: those with more of the context before them first, otherwise in
 * the order of the files. It looks at every token of the files, which takes milliseconds; nothing is stored for each
 * n-gram.
 */
export function occurrences(
  files: Iterable<RememberedFile>,
  sought: Sought,
  most: number,
): readonly Occurrence[] {
  const places: Occurrence[] = [];
  let whole = 0;
  for (const place of placesOf(files, sought)) {
    if (whole === most) break;
    places.push(place);
    if (place.context === sought.context) whole++;
  }
  return places.sort((a, b) => b.context - a.context).slice(0, most);
}

/** The line and the character at which an occurrence begins. `afterBreak`: without a line break that it begins with. */
export function originOf(
  { file, at, context }: Occurrence,
  tokenizer: Tokenizer,
  afterBreak = false,
): Origin {
  return { path: file.path, ...position(file.tokens, at, tokenizer, afterBreak), context };
}

function* placesOf(
  files: Iterable<RememberedFile>,
  { tokens, context, then }: Sought,
): Generator<Occurrence> {
  const first = tokens[context];
  if (first === undefined && !then) return;
  for (const file of files) {
    const start = textStart(file.tokens);
    for (let at = start; (at = nextPlace(file.tokens, at, first)) >= 0; at++) {
      let next = context;
      while (next < tokens.length && file.tokens[at - context + next] === tokens[next]) next++;
      if (next < tokens.length) continue;
      if (then && then[file.tokens[at - context + next] ?? 0] !== 1) continue;
      let before = 0;
      while (before < context && file.tokens[at - before - 1] === tokens[context - before - 1]) before++;
      yield { file, at, context: before };
    }
  }
}

/** Where `token` stands from `at` on, or any token if it is undefined; −1 for nowhere. */
function nextPlace(tokens: Uint16Array, at: number, token: number | undefined): number {
  if (token !== undefined) return tokens.indexOf(token, at);
  return at < tokens.length ? at : -1;
}

function position(
  tokens: Uint16Array,
  at: number,
  tokenizer: Tokenizer,
  afterBreak: boolean,
): Pick<Origin, 'line' | 'character' | 'lineText'> {
  const start = textStart(tokens);
  const text = tokenizer.decode(tokens.subarray(start));
  const before = tokenizer.decode(tokens.subarray(start, at));
  // Each byte of a character that was cut reads as U+FFFD.
  let end = before.length;
  while (!text.startsWith(before.slice(0, end))) end--;
  if (afterBreak && text[end] === '\n') end++;
  const lines = text.slice(0, end).split('\n');
  const character = lines.at(-1)!.length;
  const [lineText = ''] = text.slice(end - character).split('\n', 1);
  return { line: lines.length - 1, character, lineText };
}
