import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { MixtureParts } from './contributions.ts';
import type { MixerWeights } from './mixer-weights.ts';

/** The lowest probability of which a logarithm is taken: e^−20. */
const FLOOR = 2e-9;
/**
 * Sizes of the steps of gradient descent. The gradients of w are logarithms, so they are larger and need smaller steps.
 */
export interface MixerRates {
  readonly scores: number;
  readonly exponents: number;
  /**
   * A feature that has held n times moves w by a step that is smaller by the factor √(1 + n / constantFor), because the
   * gradient of w does not shrink on its own.
   */
  readonly constantFor: number;
}

/**
 * Rates for learning while the user types. On three development workspaces, steps for w from 0 to 0.002 were tried,
 * constant and falling; these were the best.
 */
const onlineRates: MixerRates = { scores: 0.02, exponents: 0.0007, constantFor: 50 };

/**
 * One distribution out of those of E experts, p_1 … p_E. It blends a linear mixture (Jelinek and Mercer 1980), which
 * trusts any expert that is sure of something, with a log-linear one (Genest and Zidek 1986; a product of experts in
 * Hinton 2002), which trusts only what no expert finds impossible:
 *   linear    p = Σ_i λ_i p_i,               λ = softmax(a)
 *   product   q(v) ∝ Π_i p_i(v)^{w_i}
 *   mixed     m = β p + (1 − β) q,           β = σ(b)
 * Each of a, w and b is a sum over the features that hold at the place: the context selects the weights. Each token
 * that comes corrects them by a step of gradient descent, as in PAQ (Mahoney 2005, Adaptive Weighing of Context Models
 * for Lossless Data Compression): a and w by the losses of p and q, b by that of m.
 */
export class Mixer {
  readonly #experts: Tensor; // (E, V): the experts' distributions
  readonly #kernels: Kernels;
  readonly #weights: MixerWeights;
  readonly #rates: MixerRates;
  readonly #E: number;
  readonly #V: number;
  readonly #logs: Tensor; // (E, V)
  readonly #mixtures: Tensor; // (2, V): p | q
  readonly #linear: Tensor; // (V), the first row
  readonly #product: Tensor; // (V), the second
  readonly #lambda: Tensor; // (E)
  readonly #exponents: Tensor; // (E)
  readonly #blend: Tensor; // (2): β, 1 − β
  readonly #mixed: Tensor; // (V)
  readonly #expectations: Tensor; // (E)

  constructor(kernels: Kernels, V: number, weights: MixerWeights, rates = onlineRates) {
    const E = weights.experts;
    this.#kernels = kernels;
    this.#weights = weights;
    this.#rates = rates;
    this.#E = E;
    this.#V = V;
    this.#experts = kernels.allocate(E * V);
    this.#logs = kernels.allocate(E * V);
    this.#mixtures = kernels.allocate(2 * V);
    this.#linear = kernels.view(this.#mixtures, 0, V);
    this.#product = kernels.view(this.#mixtures, V, V);
    this.#lambda = kernels.allocate(E);
    this.#exponents = kernels.allocate(E);
    this.#blend = kernels.allocate(2);
    this.#mixed = kernels.allocate(V);
    this.#expectations = kernels.allocate(E);
  }

  /** Expert i's distribution, to be filled: (V). Valid until the kernels allocate. */
  expert(i: number): Float32Array {
    return (this.#experts.data as Float32Array).subarray(i * this.#V, (i + 1) * this.#V);
  }

  /** Whether all that the experts say is finite. */
  get isFinite(): boolean {
    return Number.isFinite(this.#kernels.sumOfSquares(this.#experts));
  }

  /** out (V) = m, where these features hold (rows of the weights). */
  mix(features: readonly number[], out: Float32Array): void {
    this.#mix(features);
    out.set(this.#mixed.data);
  }

  /** What m is made of where these features hold. Valid until the next use. */
  parts(features: readonly number[]): MixtureParts {
    this.#mix(features);
    return {
      probabilities: this.#experts.data,
      logs: this.#logs.data,
      lambda: this.#lambda.data,
      exponents: this.#exponents.data,
      beta: this.#blend.data[0]!,
    };
  }

  /** Mixes, and learns that `token` came. Returns −ln m(token) as it was before it learned. */
  learn(features: readonly number[], token: number): number {
    this.#mix(features);
    const [E, V] = [this.#E, this.#V];
    const lambda = this.#lambda.data;
    const { values, learned } = this.#weights;
    const beta = this.#blend.data[0]!;
    const p = Math.max(this.#linear.data[token]!, FLOOR);
    const q = Math.max(this.#product.data[token]!, FLOOR);
    const m = beta * p + (1 - beta) * q;
    this.#kernels.rowDots(this.#expectations, this.#logs, this.#product, E, V);
    const rates = this.#rates;
    const gradientB = ((p - q) / m) * beta * (1 - beta);
    for (const feature of features) {
      const row = feature * (2 * E + 1);
      const exponentsRate = rates.exponents / Math.sqrt(1 + learned[feature]!++ / rates.constantFor);
      for (let i = 0; i < E; i++) {
        // −∂(−ln p)/∂a_i = λ_i (p_i − p) / p;   −∂(−ln q)/∂w_i = ln p_i − E_q[ln p_i]
        const probability = this.#experts.data[i * V + token]!;
        values[row + i]! += (rates.scores * lambda[i]! * (probability - p)) / p;
        values[row + E + i]! +=
          exponentsRate * (this.#logs.data[i * V + token]! - this.#expectations.data[i]!);
      }
      values[row + 2 * E]! += rates.scores * gradientB;
    }
    return -Math.log(m);
  }

  #mix(features: readonly number[]): void {
    const [kernels, E, V] = [this.#kernels, this.#E, this.#V];
    this.#addUp(features);
    kernels.softmax(this.#lambda, this.#lambda, 1, 1, E);
    kernels.logarithm(this.#logs, this.#experts, FLOOR);
    kernels.weightedSum(this.#linear, this.#experts, this.#lambda, E, V);
    kernels.weightedSum(this.#product, this.#logs, this.#exponents, E, V);
    kernels.softmax(this.#product, this.#product, 1, 1, V);
    kernels.weightedSum(this.#mixed, this.#mixtures, this.#blend, 2, V);
  }

  /** a, w and b at a place. */
  #addUp(features: readonly number[]): void {
    const E = this.#E;
    const [a, w, values] = [this.#lambda.data, this.#exponents.data, this.#weights.values];
    a.fill(0);
    w.fill(0);
    let b = 0;
    for (const feature of features) {
      const row = feature * (2 * E + 1);
      for (let i = 0; i < E; i++) {
        a[i]! += values[row + i]!;
        w[i]! += values[row + E + i]!;
      }
      b += values[row + 2 * E]!;
    }
    const beta = 1 / (1 + Math.exp(-b));
    this.#blend.data.set([beta, 1 - beta]);
  }
}
