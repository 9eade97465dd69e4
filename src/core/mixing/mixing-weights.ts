import { expertsThatServe, type ListedExpert } from './expert.ts';
import { experts } from './experts.ts';
import type { MixerRates } from './mixer.ts';
import { MixerWeights } from './mixer-weights.ts';
import { MixingFeatures } from './mixing-features.ts';
import { unpackWeights } from './packed-weights.ts';
import { shippedWeights } from './shipped-weights.ts';

/** What mixers have learned, shared by all documents of a workspace. */
export interface MixingWeights {
  /** For the experts that need no network, which serve until there is one. */
  readonly memoryAlone: MixerWeights;
  /** For all experts. */
  readonly withNetwork: MixerWeights;
  /** That of the cache over states. The higher it is, the less distant states count. It is tuned to each network. */
  inverseTemperature: number;
  /** How fast the weights learn; unless given, the rates for typing. */
  readonly rates?: MixerRates;
}

type Kind = 'memoryAlone' | 'withNetwork';

/** The best of those tried for states of 256 numbers, on four of the development workspaces. */
const FIRST_INVERSE_TEMPERATURE = 0.33;

/**
 * Weights to start from: those learned on the development workspaces, or even ones if these were learned for another
 * list of experts.
 */
export function newMixingWeights(list: readonly ListedExpert[] = experts): MixingWeights {
  return {
    memoryAlone: firstWeights('memoryAlone', list),
    withNetwork: firstWeights('withNetwork', list),
    inverseTemperature: FIRST_INVERSE_TEMPERATURE,
  };
}

/** Weights that trust every expert alike. */
export function evenWeights(kind: Kind, list: readonly ListedExpert[] = experts): MixerWeights {
  return new MixerWeights(new MixingFeatures(list).size, numberServing(kind, list));
}

/** All that weights depend on in a list of experts. By this, shipped weights say for which list they were learned. */
export function signatureOf(list: readonly ListedExpert[]): string {
  const parts = list.map(({ name, comparedIn, showsMatch, features, needsNetwork, standIn }) => [
    name,
    comparedIn,
    showsMatch && 'match',
    features && String(features),
    needsNetwork && 'network',
    standIn && `or ${standIn}`,
  ]);
  return parts.map((part) => part.filter(Boolean).join(':')).join(' ');
}

function firstWeights(kind: Kind, list: readonly ListedExpert[]): MixerWeights {
  if (shippedWeights.experts !== signatureOf(list)) return evenWeights(kind, list);
  const values = unpackWeights(shippedWeights[kind]);
  return new MixerWeights(new MixingFeatures(list).size, numberServing(kind, list), values);
}

function numberServing(kind: Kind, list: readonly ListedExpert[]): number {
  return expertsThatServe(list, kind === 'withNetwork').length;
}
