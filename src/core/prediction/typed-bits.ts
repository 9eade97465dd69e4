import type { BoundedWork } from '../base/bounded-work.ts';
import type { MixedModel } from './mixed-model.ts';
import { textStart } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** Tokens between two yields: a millisecond or two. */
const TOKENS_PER_PIECE = 8;

/**
 * Σ −log2 p over the text of a file's tokens (`all`, as in `TokenizedFile`) while it is typed, given its path. Each
 * token is judged before anything is learned from it. The mixer always learns. If `remembers` is set, the text above is
 * also remembered, as n-grams and as states, and the network's last layer learns from it. `model` has to be new for
 * each file.
 */
export function* typedBits(
  model: MixedModel,
  tokenizer: Tokenizer,
  all: Int32Array,
  remembers: boolean,
): BoundedWork<number> {
  let state = model.newState();
  const start = textStart(all);
  for (const token of all.subarray(0, start)) model.step(state, token, state);
  let bits = 0;
  let [line, first] = [0, start];
  let before = model.lastTokens(state);
  for (let i = start; i < all.length; i++) {
    const token = all[i]!;
    // A segment begins with the line break: see `segmentOf`.
    if (i > start && tokenizer.pieces[token]!.startsWith('\n')) {
      [line, first, before] = [line + 1, i, model.lastTokens(state)];
    }
    bits += model.learn(state, token);
    if (remembers) {
      model.observe({ line, index: i - first, tokens: Int32Array.of(token), states: [state], typed: false });
      model.adapt(state, token);
      model.typed.set(line, before, all.subarray(first, i + 1));
    }
    const next = model.newState();
    model.step(state, token, next);
    state = next;
    if (i % TOKENS_PER_PIECE === 0) yield;
  }
  return bits;
}
