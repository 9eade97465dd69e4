import type { BoundedWork } from '../base/bounded-work.ts';
import type { MixedModel } from './mixed-model.ts';
import { textStart } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** Tokens between two looks at the clock: a millisecond or two. */
const TOKENS_PER_PIECE = 8;

/**
 * Σ −log2 p over the text of a file's tokens (as in `TokenizedFile`) as it is typed, its path known: each token is judged before anything is learned
 * from it. The mixer always learns. What stands above in the file is remembered, as n-grams and as states, and taught to the
 * network's last layer, only where `remembers` says so. `model` is to be a new one for each file.
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
    // A line is read as "\n" and its text.
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
