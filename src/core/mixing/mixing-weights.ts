import type { MixerRates } from './mixer.ts';
import { MixerWeights } from './mixer-weights.ts';
import { FEATURES } from './mixing-features.ts';
import { unpackWeights } from './packed-weights.ts';
import { shippedWeights } from './shipped-weights.ts';

/** What mixers learned, shared by all documents of a workspace. */
export interface MixingWeights {
  /** The n-grams of workspace and document, and the workspace's shortest by themselves. */
  readonly memoryAlone: MixerWeights;
  /** These, the network and the cache over its states. */
  readonly withNetwork: MixerWeights;
  /** The cache's temperature: how much nearer states count than others. Tuned for each network. */
  inverseTemperature: number;
  /** How fast the weights learn: as while typing unless given. */
  readonly rates?: MixerRates;
}

/** The best of those tried for states of 256, on four of the development workspaces. */
const FIRST_INVERSE_TEMPERATURE = 0.33;
/** How many experts there are. */
const EXPERTS = { memoryAlone: 4, withNetwork: 6 } as const;

/** Weights to start from: those that were learned on the development workspaces. */
export function newMixingWeights(): MixingWeights {
  return {
    memoryAlone: shipped('memoryAlone'),
    withNetwork: shipped('withNetwork'),
    inverseTemperature: FIRST_INVERSE_TEMPERATURE,
  };
}

/** Weights that trust every expert alike. */
export function evenWeights(kind: keyof typeof EXPERTS): MixerWeights {
  return new MixerWeights(FEATURES, EXPERTS[kind]);
}

function shipped(kind: keyof typeof EXPERTS): MixerWeights {
  return new MixerWeights(FEATURES, EXPERTS[kind], unpackWeights(shippedWeights[kind]));
}
