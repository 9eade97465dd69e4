import type { MixerRates } from './mixer.ts';
import { MixerWeights } from './mixer-weights.ts';
import { FEATURES } from './mixing-features.ts';
import { unpackWeights } from './packed-weights.ts';
import { shippedWeights } from './shipped-weights.ts';

/** What mixers learned, shared by all documents of a workspace. */
export interface MixingWeights {
  /** Workspace and document n-grams. */
  readonly memoryAlone: MixerWeights;
  /** These, the network and the cache over its states. */
  readonly withNetwork: MixerWeights;
  /** The cache's temperature: how much nearer states count than others. Tuned for each network. */
  theta: number;
  /** How fast the weights learn: as while typing unless given. */
  readonly rates?: MixerRates;
}

/** Modelling notes, section 5: the best of those tried for states of 256. */
const FIRST_THETA = 0.15;

/** Weights to start from: those that were learned on the development workspaces. */
export function newMixingWeights(): MixingWeights {
  return {
    memoryAlone: shipped('memoryAlone', 2),
    withNetwork: shipped('withNetwork', 4),
    theta: FIRST_THETA,
  };
}

/** Weights that trust every expert alike. */
export function evenWeights(experts: number): MixerWeights {
  return new MixerWeights(FEATURES, experts);
}

function shipped(kind: keyof typeof shippedWeights, experts: number): MixerWeights {
  return new MixerWeights(FEATURES, experts, unpackWeights(shippedWeights[kind]));
}
