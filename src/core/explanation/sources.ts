import type { BoundedWork } from '../base/bounded-work.ts';
import { type Occurrence, occurrences, originOf } from '../memory/occurrences.ts';
import { readFile, type RememberedFile } from '../memory/remembered-file.ts';
import type { Network } from '../model/network.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Source } from './explanation.ts';
import { type FollowingTokens, linesBefore, type Subject } from './subject.ts';

/** Sources that are returned. */
const MOST_SOURCES = 8;
/** Tokens before the text that are compared. */
const CONTEXT = 32;
/** Places at which the network's state is computed, and the tokens that it reads before each. */
const MOST_STATES = 48;
const READ_BEFORE = 32;

/**
 * The lines that taught a text. First those that the memory holds word for word, as much of the text as any does, the
 * longest context first. Then those at which the network was in a state like that at the cursor.
 */
export function* findSources(subject: Subject, following: FollowingTokens): BoundedWork<readonly Source[]> {
  const { tokenizer, memory, network } = subject.knowledge;
  const open = yield* openFile(subject);
  // What is remembered of the document's own file may be older than what is open.
  const files = [open, ...memory.remembered().filter(({ path }) => path !== open.path)];
  const above = linesBefore(subject, following.typed, CONTEXT).flatMap(({ tokens }) => Array.from(tokens));
  const before = Int32Array.from(above.slice(-CONTEXT));
  yield;
  const exact = longestFound(files, tokenizer, before, following);
  const typed = tokenizer.unspell(following.partial).replace(/^\n/, '').length;
  const sources = exact.found.map((place) => {
    const source = sourceOf(place, tokenizer, exact.length);
    return { ...source, character: source.character + typed };
  });
  if (network && sources.length < MOST_SOURCES) {
    yield;
    sources.push(...byState(network, tokenizer, files, before, following.tokens));
  }
  const seen = new Set<string>();
  const unique = sources.filter(({ path, line }) => {
    const key = `${line} ${path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return unique.slice(0, MOST_SOURCES);
}

/** The document as if it were remembered, without what is behind the cursor in its line. */
function* openFile({ knowledge, document, line, prefix }: Subject): BoundedWork<RememberedFile> {
  const lines = Array.from({ length: document.lineCount }, (_, k) =>
    k === line ? prefix : document.line(k),
  );
  return yield* readFile(knowledge.tokenizer, document.path, '', lines.join('\n'));
}

/** Where the most of the text stands. Its last token may be the beginning of another one there. */
function longestFound(
  files: readonly RememberedFile[],
  { pieces }: Tokenizer,
  before: Int32Array,
  { tokens: text }: FollowingTokens,
): { readonly found: readonly Occurrence[]; readonly length: number } {
  for (let length = text.length; length > 0; length--) {
    const tokens = Int32Array.of(...before, ...text.subarray(0, length - 1));
    const last = pieces[text[length - 1]!]!;
    const isBlank = last.trim() === '' && length > 1;
    // Blanks at the end of a text say nothing.
    if (isBlank && length === text.length) continue;
    const then = Uint8Array.from(pieces, (piece) => Number(piece.startsWith(last)));
    const found = occurrences(files, { tokens, context: before.length, then }, MOST_SOURCES);
    if (found.length > 0) return { found, length };
  }
  return { found: [], length: 0 };
}

/** Places where the text's first token stands, and the network's state was like that at the cursor. */
function byState(
  network: Network,
  tokenizer: Tokenizer,
  files: readonly RememberedFile[],
  before: Int32Array,
  text: Int32Array,
): readonly Source[] {
  const tokens = Int32Array.of(...before, text[0]!);
  const places = occurrences(files, { tokens, context: before.length }, MOST_STATES);
  const here = stateAfter(network, before.subarray(-READ_BEFORE));
  return places
    .map((place) => {
      const { file, at } = place;
      const there = stateAfter(network, file.tokens.subarray(Math.max(0, at - READ_BEFORE), at));
      return { place, similarity: cosine(here, there) };
    })
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, MOST_SOURCES)
    .map(({ place, similarity }) => sourceOf(place, tokenizer, 1, similarity));
}

function stateAfter(network: Network, tokens: Iterable<number>): Float32Array {
  const state = network.newState();
  for (const token of tokens) network.step(state, token, state);
  return network.hidden(state);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** A token that begins with a line break teaches the line that it begins. */
function sourceOf(place: Occurrence, tokenizer: Tokenizer, tokens: number, similarity?: number): Source {
  const { lineText, ...origin } = originOf(place, tokenizer, true);
  return { ...origin, lineText: lineText.trim(), tokens, similarity };
}
