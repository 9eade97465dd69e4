import type { BoundedWork } from '../base/bounded-work.ts';
import type { Explanation } from './explanation.ts';
import { explainTokens } from './foreseen-tokens.ts';
import { influences } from './influences.ts';
import { findSources } from './sources.ts';
import { followingTokens, type Subject } from './subject.ts';

/** Says why a text was foreseen: by which experts, instead of what, because of which context, and learned from where. */
export function* explain(subject: Subject): BoundedWork<Explanation> {
  const { knowledge, model, cursor, text } = subject;
  const { tokenizer } = knowledge;
  const following = followingTokens(tokenizer, subject);
  const state = cursor.place.state.slice();
  for (const token of following.typed) model.step(state, token, state);
  const tokens = yield* explainTokens(model, tokenizer, following, state);
  const context = yield* influences(subject, following);
  const sources = yield* findSources(subject, following);
  const probability = tokens.reduce((product, token) => product * token.probability, 1);
  return { text, probability, tokens, context, sources };
}
