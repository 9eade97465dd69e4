import type { NextTokenModel } from '../model/next-token-model.ts';
import type { MixedModel } from '../prediction/mixed-model.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { ExplainedToken } from './explanation.ts';
import type { FollowingTokens } from './subject.ts';

/** Other tokens that are shown for each token of the text. */
const MOST_ALTERNATIVES = 4;

/** Explains the tokens of a text one by one, from the model's state before the first of them. */
export function* explainTokens(
  model: MixedModel,
  tokenizer: Tokenizer,
  { tokens, partial }: FollowingTokens,
  state: Float32Array,
): Generator<void, readonly ExplainedToken[]> {
  const explained: ExplainedToken[] = [];
  const distribution = new Float32Array(tokenizer.size);
  const at = state.slice();
  let rest = partial;
  for (const token of tokens) {
    model.probabilities(at, distribution);
    const agreeing = tokensAgreeing(tokenizer.pieces, rest);
    if (agreeing) condition(distribution, agreeing);
    const textOf = (other: number): string => tokenizer.unspell(tokenizer.pieces[other]!.slice(rest.length));
    explained.push({
      text: textOf(token),
      probability: distribution[token]!,
      contributions: model.contributions(at, token, agreeing),
      alternatives: mostProbable(distribution, MOST_ALTERNATIVES + 1)
        .filter((other) => other !== token)
        .slice(0, MOST_ALTERNATIVES)
        .map((other) => ({ text: textOf(other), probability: distribution[other]! })),
    });
    model.step(at, token, at);
    rest = '';
    yield;
  }
  return explained;
}

/** ln p(tokens | what was read, and what is typed of the first of them). Changes `state`. */
export function logProbability(
  model: NextTokenModel,
  { pieces }: Pick<Tokenizer, 'pieces'>,
  { tokens, partial }: FollowingTokens,
  state: Float32Array,
): number {
  const distribution = new Float32Array(pieces.length);
  let sum = 0;
  let rest = partial;
  for (const token of tokens) {
    model.probabilities(state, distribution);
    const agreeing = tokensAgreeing(pieces, rest);
    if (agreeing) condition(distribution, agreeing);
    sum += Math.log(Math.max(distribution[token]!, Number.MIN_VALUE));
    model.step(state, token, state);
    rest = '';
  }
  return sum;
}

/** The tokens that go on as is typed; undefined for all of them. */
function tokensAgreeing(pieces: readonly string[], typed: string): readonly number[] | undefined {
  if (typed === '') return undefined;
  return Array.from(pieces.keys()).filter((token) => pieces[token]!.startsWith(typed));
}

/** Leaves a distribution over these tokens, which one of is known to come. */
function condition(distribution: Float32Array, among: readonly number[]): void {
  const kept = among.map((token) => distribution[token]!);
  const mass = kept.reduce((sum, probability) => sum + probability, 0);
  distribution.fill(0);
  for (const [i, token] of among.entries()) distribution[token] = mass > 0 ? kept[i]! / mass : 0;
}

function mostProbable(distribution: Float32Array, most: number): readonly number[] {
  const best: number[] = [];
  for (let token = 0; token < distribution.length; token++) {
    if (best.length === most && !(distribution[token]! > distribution[best.at(-1)!]!)) continue;
    if (!(distribution[token]! > 0)) continue;
    best.push(token);
    best.sort((a, b) => distribution[b]! - distribution[a]!);
    if (best.length > most) best.pop();
  }
  return best;
}
