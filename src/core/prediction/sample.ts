import { Random } from '../tensor/random.ts';
import { headerTokens } from '../text/file-header.ts';
import { MASK } from '../text/secrets/known-shapes.ts';
import { SPECIAL_TOKENS, type Tokenizer } from '../text/tokenizer.ts';
import type { NextTokenModel } from '../model/next-token-model.ts';
import type { SampleOptions } from './sampling.ts';

/**
 * Draws text that continues the prompt, piece by piece: each `next()` gives some more of it, or nothing while a
 * character is incomplete. It ends after `length` characters. Tokens that would end the file are never drawn, so it
 * always reaches that length.
 */
export function* sample(
  model: NextTokenModel,
  tokenizer: Tokenizer,
  options: SampleOptions,
): Generator<string, void> {
  const random = new Random(options.seed);
  const distribution = new Float32Array(tokenizer.size);
  const state = model.newState();
  for (const token of headerTokens(tokenizer, '')) model.step(state, token, state);
  for (const token of tokenizer.encode(options.prompt)) {
    model.step(state, token, state);
    yield '';
  }
  let spelled = '';
  let characters = 0;
  while (characters < options.length) {
    model.probabilities(state, distribution, 1 / options.temperature);
    const token = draw(distribution, options, random);
    spelled += tokenizer.pieces[token]!;
    model.step(state, token, state);
    const text = tokenizer.unspell(spelled);
    // A spelling that ends inside a character waits for its next token, but not for ever.
    if (text.endsWith('\ufffd') && spelled.length < 8) {
      yield '';
      continue;
    }
    spelled = '';
    const wanted = [...text].slice(0, options.length - characters);
    characters += wanted.length;
    // An ellipsis stands for a masked secret, as in a text from which something was left out.
    yield wanted.join('').replaceAll(MASK, '…');
  }
}

/**
 * Draws among the `topK` most probable tokens, or among the most probable ones that hold `topP` together. Never draws a
 * special token.
 */
function draw(distribution: Float32Array, { topK, topP }: SampleOptions, random: Random): number {
  const tokens: number[] = [];
  for (let token = SPECIAL_TOKENS; token < distribution.length; token++) tokens.push(token);
  if (topK > 0 || topP < 1) tokens.sort((a, b) => distribution[b]! - distribution[a]!);
  let kept = topK > 0 ? Math.min(topK, tokens.length) : tokens.length;
  if (topP < 1) {
    let mass = 0;
    let count = 0;
    while (count < kept && mass < topP) mass += distribution[tokens[count++]!]!;
    kept = Math.max(1, count);
  }
  let total = 0;
  for (let i = 0; i < kept; i++) total += distribution[tokens[i]!]!;
  let left = random.uniform() * total;
  for (let i = 0; i < kept; i++) {
    left -= distribution[tokens[i]!]!;
    if (left < 0) return tokens[i]!;
  }
  return tokens[kept - 1]!;
}
