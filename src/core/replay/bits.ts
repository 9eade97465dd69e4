import type { BoundedWork } from '../base/bounded-work.ts';
import type { NextTokenModel } from '../model/next-token-model.ts';
import { textStart } from '../text/file-header.ts';
import type { TokenizedFile } from '../text/token-stream.ts';

/** Stands in for a probability of 0, which is possible in single precision. */
const LEAST_PROBABILITY = 1e-38;

/**
 * Σ −log2 p over the tokens of a file's text, read from its start, given its path, by a model that learns nothing from
 * it. `typedBits` measures a model that does.
 */
export function* textBits(
  model: NextTokenModel,
  size: number,
  { tokens }: TokenizedFile,
): BoundedWork<number> {
  const state = model.newState();
  const distribution = new Float32Array(size);
  const text = textStart(tokens);
  let bits = 0;
  for (const [i, token] of tokens.entries()) {
    if (i >= text) {
      model.probabilities(state, distribution);
      bits -= Math.log2(Math.max(distribution[token]!, LEAST_PROBABILITY));
    }
    model.step(state, token, state);
    if (i % 64 === 63) yield;
  }
  return bits;
}
