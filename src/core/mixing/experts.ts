import { ContinuousCache } from '../memory/continuous-cache.ts';
import type { ContextMatch, NgramEstimate } from '../memory/ngram-estimate.ts';
import type { Network } from '../model/network.ts';
import type { Context, Expert, ExpertSources, ListedExpert, ObservedTokens } from './expert.ts';
import { COPY_FEATURES, CopyExpert } from './copy-expert.ts';
import { LearningOutput } from './learning-output.ts';

/** Past states that the cache keeps for each document: about 14,000 characters of it. */
const CACHED_STATES = 4096;

/**
 * All experts, in the order of their rows in the mixer. The features that it weighs them by, the sizes of its weights
 * and the mixed model follow from this list. To add or remove an expert, change this file alone, and then learn the
 * shipped weights again (`npm run mixing-defaults`).
 *
 * The workspace's pairs and triples of tokens also answer on their own, so that there is an expert to trust where long
 * contexts mislead.
 */
export const experts: readonly ListedExpert[] = [
  {
    name: 'workspace',
    comparedIn: 'n-grams',
    showsMatch: true,
    make: ({ workspace }) => new NgramExpert(workspace),
  },
  {
    name: 'document',
    comparedIn: 'n-grams',
    showsMatch: true,
    make: ({ document }) => new NgramExpert(document),
  },
  { name: 'pairs', make: ({ workspace }) => new NgramExpert(workspace, 1) },
  { name: 'triples', make: ({ workspace }) => new NgramExpert(workspace, 2) },
  {
    name: 'copies',
    features: COPY_FEATURES,
    standIn: 'workspace',
    make: ({ copies }) => new CopyExpert(copies),
  },
  {
    name: 'network',
    comparedIn: 'states',
    needsNetwork: true,
    make: (sources, network) => new NetworkExpert(sources, network),
  },
  {
    name: 'cache',
    comparedIn: 'states',
    // While it remembers nothing it repeats the network, and so takes no weight from the others.
    standIn: 'network',
    needsNetwork: true,
    make: (sources, network) => new CacheExpert(sources, network),
  },
];

/** Counted n-grams, found by the last tokens: all that the counts reach back to, or `most` of them. */
class NgramExpert implements Expert {
  readonly contextLength: number;
  match: ContextMatch | undefined;
  readonly #estimate: NgramEstimate;
  readonly #most: number | undefined;

  constructor(estimate: NgramEstimate, most?: number) {
    this.contextLength = most ?? estimate.longestContext;
    this.#estimate = estimate;
    this.#most = most;
  }

  fill(out: Float32Array, { tokens }: Context): boolean {
    const last = this.#most === undefined ? tokens : tokens.subarray(-this.#most);
    this.match = this.#estimate.fill(out, last, last.length);
    return true;
  }
}

/** The network, whose last layer learns from the document as it is typed. */
class NetworkExpert implements Expert {
  readonly #network: Network;
  readonly #output: LearningOutput;

  constructor({ kernels }: ExpertSources, network: Network) {
    this.#network = network;
    this.#output = new LearningOutput(kernels, network);
  }

  fill(out: Float32Array, { state, hidden }: Context): boolean {
    if (!this.#output.fill(out, hidden)) {
      this.#network.probabilities(state.subarray(0, this.#network.stateSize), out);
    }
    return true;
  }

  adapt(state: Float32Array, token: number): void {
    this.#output.learn(this.#network.hidden(state), token);
  }
}

/** The cache over the network's past states in the document. */
class CacheExpert implements Expert {
  readonly #network: Network;
  readonly #cache: ContinuousCache;
  readonly #tuned: ExpertSources['tuned'];

  constructor({ kernels, tuned }: ExpertSources, network: Network) {
    this.#network = network;
    this.#cache = new ContinuousCache(kernels, network.hiddenSize, CACHED_STATES);
    this.#tuned = tuned;
  }

  fill(out: Float32Array, { hidden }: Context): boolean {
    return this.#cache.fill(out, hidden, this.#tuned.inverseTemperature);
  }

  observe({ line, index, tokens, states }: ObservedTokens): void {
    this.#cache.dropFrom(line, index);
    for (const [i, token] of tokens.entries()) {
      this.#cache.add(line, index + i, this.#network.hidden(states[i]!), token);
    }
  }

  splice(line: number, removed: number, inserted: number): void {
    this.#cache.splice(line, removed, inserted);
  }
}
