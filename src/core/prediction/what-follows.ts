import type { Tokenizer } from '../text/tokenizer.ts';
import type { Place } from './place.ts';
import type { PlacedCut } from './search.ts';

/** Tokens behind the cursor that are looked at. */
const MOST_TOKENS = 3;
/** Cuts that are compared, the most probable of them: a few steps each. */
const MOST_CUTS = 6;

/**
 * Weighs cuts by the text that stands behind the cursor: E_k is "text k, then what follows", with
 *   p(E_k) = p_k · p(what follows | text k),
 * and k = 0 the empty text, when nothing is missing at all. Of these one holds, as far as they are looked at:
 *   p'_k = min(p_k, p(E_k) / Σ_j p(E_j)).
 * What follows cannot make a text more probable than it was; it can tell that the text does not lead there.
 */
export function weighByWhatFollows(
  cuts: readonly PlacedCut[],
  here: Place,
  suffix: string,
  tokenizer: Tokenizer,
): readonly PlacedCut[] {
  if (cuts.length === 0) return cuts;
  const following = tokenizer.encode(suffix).subarray(0, MOST_TOKENS);
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
    place = place.behind(token);
  }
  return probability;
}
