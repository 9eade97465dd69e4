import type { Tokenizer } from '../text/tokenizer.ts';
import type { Place } from './place.ts';
import type { PlacedCut } from './search.ts';

/** Tokens after the cursor that are looked at. */
const MOST_TOKENS = 3;
/** Of the text after the cursor, in UTF-16 code units: more than its first tokens hold. */
const MOST_CHARACTERS = 256;
/** The first cuts, which are compared: a few steps each. */
const MOST_CUTS = 6;

/**
 * Weighs cuts by the text after the cursor. E_k is "text k, then what follows", with the probability
 *   p(E_k) = p_k · p(what follows | text k),
 * and k = 0 is the empty text: nothing is missing at all. Exactly one E_k holds, among those that are looked at, so
 *   p'_k = min(p_k, p(E_k) / Σ_j p(E_j)).
 * What follows cannot make a text more probable than it was, but it can show that the text does not lead there.
 */
export function weighByWhatFollows(
  cuts: readonly PlacedCut[],
  here: Place,
  suffix: string,
  tokenizer: Tokenizer,
): readonly PlacedCut[] {
  if (cuts.length === 0) return cuts;
  const following = tokenizer.encode(suffix.slice(0, MOST_CHARACTERS)).subarray(0, MOST_TOKENS);
  const compared = cuts.filter(({ place }) => place !== undefined).slice(0, MOST_CUTS);
  const joint = compared.map(({ probability, place }) => probability * probabilityOf(following, place!));
  const total = joint.reduce((sum, p) => sum + p, probabilityOf(following, here));
  if (!(total > 0)) return [];
  return compared.map((cut, k) => ({ ...cut, probability: Math.min(cut.probability, joint[k]! / total) }));
}

function probabilityOf(tokens: Int32Array, from: Place): number {
  let probability = 1;
  let place = from;
  for (const token of tokens) {
    probability *= place.distribution[token]!;
    place = place.after(token);
  }
  return probability;
}
