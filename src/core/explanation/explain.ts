import type { BoundedWork } from '../base/bounded-work.ts';
import type { Predictor } from '../prediction/predictor.ts';
import type { Explanation } from './explanation.ts';
import { explainTokens } from './foreseen-tokens.ts';
import { influences } from './influences.ts';
import { findSources } from './sources.ts';
import { followingTokens, type Question } from './subject.ts';

/**
 * Says why a text is foreseen in the predictor's document: by which experts, instead of what, because of which context,
 * and learned from where.
 */
export function* explain(predictor: Predictor, question: Question): BoundedWork<Explanation> {
  const { knowledge, model, document } = predictor;
  const { tokenizer } = knowledge;
  const { line, prefix, text } = question;
  const cursor = yield* predictor.cursor(line, prefix);
  const subject = { ...question, knowledge, model, document, cursor };
  const following = followingTokens(tokenizer, subject);
  const state = cursor.place.state.slice();
  for (const token of following.typed) model.step(state, token, state);
  const tokens = yield* explainTokens(model, tokenizer, following, state);
  const context = yield* influences(subject, following);
  const sources = yield* findSources(subject, following);
  const probability = tokens.reduce((product, token) => product * token.probability, 1);
  return { text, probability, tokens, context, sources };
}
