import { ContinuousCache } from '../memory/continuous-cache.ts';
import { NgramEstimate } from '../memory/ngram-estimate.ts';
import { forgetTokens, pushToken, tokensOf } from '../memory/token-history.ts';
import { TypedCounts } from '../memory/typed-counts.ts';
import { Mixer } from '../mixing/mixer.ts';
import { endKinds, featuresOf, type TopToken } from '../mixing/mixing-features.ts';
import type { MixingWeights } from '../mixing/mixing-weights.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { Knowledge } from './knowledge.ts';
import { LearningOutput } from './learning-output.ts';
import type { LearningModel, ObservedTokens } from './learning-model.ts';
import type { Network } from '../model/network.ts';

/** The longest n-gram of the document that is typed: longer ones are what the cache over states is for. */
const DOCUMENT_ORDER = 4;
/** Past states kept a document, about 14,000 characters of it. */
const CACHED_STATES = 4096;

/** Rows of the mixer. Without a network the first four serve. */
const [WORKSPACE, DOCUMENT, PAIRS, TRIPLES, NETWORK, CACHE] = [0, 1, 2, 3, 4, 5] as const;
/** What is asked of the workspace by these many last tokens. */
const shortContexts = [
  [PAIRS, 1],
  [TRIPLES, 2],
] as const;

/**
 * What comes next in one document, by all that is known: the n-grams of the workspace (N) and of the document itself (C),
 * the network (R), whose last layer learns along, and the cache over its past states (K), mixed. The workspace's pairs
 * and triples of tokens speak once more by themselves, so that there is someone to trust where long contexts mislead.
 * Without a network the n-grams serve alone.
 *
 * A state is the network's own state and, behind it, the last tokens, by which n-grams are found (−1 for none).
 */
export class MixedModel implements LearningModel {
  readonly stateSize: number;
  /** The document's n-grams: who reads the document counts its lines here. */
  readonly typed = new TypedCounts(DOCUMENT_ORDER);
  readonly #mixing: MixingWeights;
  readonly #mixer: Mixer;
  /** The network, and what it has of this document. */
  readonly #recurrent:
    | { readonly network: Network; readonly output: LearningOutput; readonly cache: ContinuousCache }
    | undefined;
  readonly #workspace: NgramEstimate;
  readonly #document: NgramEstimate;
  readonly #networkSize: number;
  readonly #history: number;
  readonly #endKinds: Uint8Array;

  /** Works in the memory of `kernels`, which the caller ends. */
  constructor(knowledge: Knowledge, kernels: Kernels) {
    const { network, memory, mixing, tokenizer } = knowledge;
    this.#mixing = mixing;
    this.#networkSize = network?.stateSize ?? 0;
    this.#history = Math.max(memory.counts.order, DOCUMENT_ORDER) - 1;
    this.stateSize = this.#networkSize + this.#history;
    this.#workspace = new NgramEstimate(memory.counts);
    this.#document = new NgramEstimate(this.typed.counts);
    this.#recurrent = network && {
      network,
      output: new LearningOutput(kernels, network),
      cache: new ContinuousCache(kernels, network.hiddenSize, CACHED_STATES),
    };
    this.#mixer = new Mixer(
      kernels,
      tokenizer.size,
      network ? mixing.withNetwork : mixing.memoryAlone,
      mixing.rates,
    );
    this.#endKinds = endKinds(tokenizer.pieces);
  }

  newState(): Float32Array {
    const state = new Float32Array(this.stateSize);
    forgetTokens(state.subarray(this.#networkSize));
    return state;
  }

  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    const S = this.#networkSize;
    this.#recurrent?.network.step(stateIn.subarray(0, S), token, stateOut.subarray(0, S));
    pushToken(stateIn.subarray(S), token, stateOut.subarray(S));
  }

  probabilities(state: Float32Array, out: Float32Array): void {
    this.#mixer.mix(this.#consult(state), out);
  }

  observe({ line, index, tokens, states, typed }: ObservedTokens): void {
    if (typed) {
      for (const [i, token] of tokens.entries()) {
        this.learn(states[i]!, token);
        this.adapt(states[i]!, token);
      }
    }
    if (!this.#recurrent) return;
    const { network, cache } = this.#recurrent;
    cache.dropFrom(line, index);
    for (const [i, token] of tokens.entries()) {
      cache.add(line, index + i, network.hidden(states[i]!), token);
    }
  }

  /** The mixer learns that `token` came in this state. Returns −log2 of the probability that it had. */
  learn(state: Float32Array, token: number): number {
    return this.#mixer.learn(this.#consult(state), token) / Math.LN2;
  }

  /** The network's last layer learns it, for this document alone. */
  adapt(state: Float32Array, token: number): void {
    if (!this.#recurrent) return;
    const { network, output } = this.#recurrent;
    output.learn(network.hidden(state), token);
  }

  splice(line: number, removed: number, inserted: number): void {
    this.typed.splice(line, removed, inserted);
    this.#recurrent?.cache.splice(line, removed, inserted);
  }

  /** The last tokens read, oldest first, as far as there are any. */
  lastTokens(state: Float32Array): Int32Array {
    return tokensOf(state.subarray(this.#networkSize));
  }

  /** Asks the experts, whose answers are then in the mixer, and says which features hold. */
  #consult(state: Float32Array): readonly number[] {
    const mixer = this.#mixer;
    const tokens = this.lastTokens(state);
    const workspaceMatch = this.#workspace.fill(mixer.expert(WORKSPACE), tokens, tokens.length);
    const documentMatch = this.#document.fill(mixer.expert(DOCUMENT), tokens, tokens.length);
    for (const [row, context] of shortContexts) {
      const last = tokens.subarray(-context);
      this.#workspace.fill(mixer.expert(row), last, last.length);
    }
    const situation = {
      workspaceMatch,
      documentMatch,
      workspace: topToken(mixer.expert(WORKSPACE)),
      document: topToken(mixer.expert(DOCUMENT)),
      endKind: this.#endKinds[tokens.at(-1) ?? 0]!,
    };
    if (!this.#recurrent) return featuresOf({ ...situation, network: undefined, cache: undefined });
    const { network, output, cache } = this.#recurrent;
    const h = network.hidden(state);
    if (!output.fill(mixer.expert(NETWORK), h)) {
      network.probabilities(state.subarray(0, this.#networkSize), mixer.expert(NETWORK));
    }
    const isCached = cache.fill(mixer.expert(CACHE), h, this.#mixing.inverseTemperature);
    // Where nothing is remembered yet the cache says what the network says, and takes no weight from the others.
    if (!isCached) mixer.expert(CACHE).set(mixer.expert(NETWORK));
    return featuresOf({
      ...situation,
      network: topToken(mixer.expert(NETWORK)),
      cache: isCached ? topToken(mixer.expert(CACHE)) : undefined,
    });
  }
}

function topToken(distribution: Float32Array): TopToken {
  let token = 0;
  for (let v = 1; v < distribution.length; v++) if (distribution[v]! > distribution[token]!) token = v;
  return { token, probability: distribution[token]! };
}
