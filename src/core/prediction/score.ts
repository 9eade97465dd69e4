import { headerTokens } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { NextTokenModel } from '../model/next-token-model.ts';
import type { CandidateScore } from './scoring.ts';

/** Scores a text as the beginning of a file without a name, with one step and one distribution for each token. */
export function score(model: NextTokenModel, tokenizer: Tokenizer, text: string): CandidateScore {
  const state = model.newState();
  const distribution = new Float32Array(tokenizer.size);
  for (const token of headerTokens(tokenizer, '')) model.step(state, token, state);
  let log2Probability = 0;
  for (const token of tokenizer.encode(text)) {
    model.probabilities(state, distribution);
    log2Probability += Math.log2(Math.max(distribution[token]!, 1e-38));
    model.step(state, token, state);
  }
  const characters = [...text].length;
  return {
    text,
    log2Probability,
    characters,
    bitsPerCharacter: characters > 0 ? -log2Probability / characters : 0,
  };
}
