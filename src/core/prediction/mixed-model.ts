import { NgramEstimate } from '../memory/ngram-estimate.ts';
import { forgetTokens, pushToken, tokensOf } from '../memory/token-history.ts';
import { TypedCounts } from '../memory/typed-counts.ts';
import type { Context, ObservedTokens } from '../mixing/expert.ts';
import { experts } from '../mixing/experts.ts';
import { type Contribution, MixedExperts } from '../mixing/mixed-experts.ts';
import type { Network } from '../model/network.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { Knowledge } from './knowledge.ts';
import type { LearningModel } from './learning-model.ts';

/** The longest n-gram of the document itself, in tokens. The cache over states finds longer repetitions. */
const DOCUMENT_ORDER = 4;

const noHidden = new Float32Array(0);

/**
 * What comes next in one document by all that is known: the experts, mixed. Until there is a network, those that need
 * none serve alone.
 *
 * A state is the network's own state, followed by the last tokens, by which n-grams are found (−1 where there is none).
 */
export class MixedModel implements LearningModel {
  readonly stateSize: number;
  /** The document's n-grams. The caller counts the document's lines here. */
  readonly typed = new TypedCounts(DOCUMENT_ORDER);
  readonly #network: Network | undefined;
  readonly #experts: MixedExperts;
  readonly #workspace: NgramEstimate;
  /** Where the last tokens begin in a state. */
  readonly #historyAt: number;

  /** Allocates in the memory of `kernels`, which the caller disposes of. `path`: the document's. */
  constructor(
    { network, memory, mixing, tokenizer }: Omit<Knowledge, 'judge'>,
    kernels: Kernels,
    path?: string,
    list = experts,
  ) {
    this.#workspace = new NgramEstimate(memory.counts);
    const sources = {
      kernels,
      workspace: this.#workspace,
      document: new NgramEstimate(this.typed.counts),
      copies: { files: memory.repeats, typed: this.typed.repeats, path, pieces: tokenizer.pieces },
      tuned: mixing,
    };
    this.#network = network;
    this.#experts = new MixedExperts(list, sources, network, mixing, tokenizer.pieces);
    this.#historyAt = network?.stateSize ?? 0;
    this.stateSize = this.#historyAt + this.#experts.contextLength;
  }

  newState(): Float32Array {
    const state = new Float32Array(this.stateSize);
    forgetTokens(state.subarray(this.#historyAt));
    return state;
  }

  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    const at = this.#historyAt;
    this.#network?.step(stateIn.subarray(0, at), token, stateOut.subarray(0, at));
    pushToken(stateIn.subarray(at), token, stateOut.subarray(at));
  }

  probabilities(state: Float32Array, out: Float32Array): void {
    this.#experts.mix(this.#contextOf(state), out);
  }

  /** How much each expert adds to the logarithm of the token's probability in this state: `MixedExperts.contributions`. */
  contributions(state: Float32Array, token: number, among?: readonly number[]): readonly Contribution[] {
    return this.#experts.contributions(this.#contextOf(state), token, among);
  }

  observe(observed: ObservedTokens): void {
    const { tokens, states, typed } = observed;
    if (typed) {
      for (const [i, token] of tokens.entries()) {
        this.learn(states[i]!, token);
        this.adapt(states[i]!, token);
      }
    }
    this.#experts.observe(observed);
  }

  /** The mixer learns that `token` came in this state. Returns −log2 of the probability that the token had. */
  learn(state: Float32Array, token: number): number {
    return this.#experts.learn(this.#contextOf(state), token) / Math.LN2;
  }

  /** The experts that can learn the token for this document alone do so. */
  adapt(state: Float32Array, token: number): void {
    this.#experts.adapt(state, token);
  }

  splice(line: number, removed: number, inserted: number): void {
    this.typed.splice(line, removed, inserted);
    this.#experts.splice(line, removed, inserted);
  }

  /** The last tokens read, oldest first; fewer at the start of a file. */
  lastTokens(state: Float32Array): Int32Array {
    return tokensOf(state.subarray(this.#historyAt));
  }

  /** How many of the last tokens the workspace's files hold in this order. */
  matchLength(state: Float32Array): number {
    const tokens = this.lastTokens(state);
    return this.#workspace.matchLength(tokens, tokens.length);
  }

  #contextOf(state: Float32Array): Context {
    return { state, tokens: this.lastTokens(state), hidden: this.#network?.hidden(state) ?? noHidden };
  }
}
