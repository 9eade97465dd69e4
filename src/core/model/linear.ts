import type { Kernels, PackedMatrix, Tensor } from '../tensor/kernels.ts';
import { type ForwardFactor, forwardFactor } from './forward-factor.ts';
import type { Parameter, Parameters } from './parameters.ts';

/**
 * y (M, N) = x (M, K) · Wᵀ, W (N, K). The weight is packed, for both directions, once a step rather than once a
 * product.
 */
export class Linear {
  readonly #kernels: Kernels;
  readonly #weight: Parameter;
  readonly #N: number;
  readonly #K: number;
  readonly #forward: ForwardFactor;
  readonly #backward: PackedMatrix | undefined;

  /**
   * `packed`: the directions in which there will be products with dense matrices. `format`: that of the forward one.
   */
  constructor(
    kernels: Kernels,
    parameters: Parameters,
    weightName: string,
    packed: 'forward' | 'both' = parameters.learns ? 'both' : 'forward',
    format = parameters.format,
  ) {
    this.#kernels = kernels;
    this.#weight = parameters.get(weightName);
    const [N = 0, K = 0] = this.#weight.shape;
    this.#N = N;
    this.#K = K;
    this.#forward = forwardFactor(kernels, format, N, K);
    this.#backward = packed === 'both' ? kernels.allocatePacked(N, K) : undefined;
  }

  /** Called whenever W has changed. */
  pack(): void {
    this.#forward.pack(this.#weight.value);
    if (this.#backward) this.#kernels.pack(this.#backward, this.#weight.value);
  }

  /** y (M, N) = x · Wᵀ, or += */
  forward(y: Tensor, x: Tensor, M: number, accumulate = false): void {
    this.#forward.multiply(y, x, M, accumulate);
  }

  /** dx (M, K) = dy (M, N) · W, or += */
  backward(dx: Tensor, dy: Tensor, M: number, accumulate = false): void {
    if (!this.#backward) throw new TypeError('This weight was not packed for products backward.');
    this.#kernels.multiply(dx, dy, this.#backward, M, accumulate);
  }

  /** dW (N, K) += dyᵀ · x */
  backwardWeight(dy: Tensor, x: Tensor, M: number): void {
    this.#kernels.multiplyTransposed(this.#weight.gradient, dy, x, this.#N, M, this.#K);
  }

  /**
   * For y = x · Wᵀ + bias and a dy (M, N) of mostly zeros: dx (M, K) = dy · W, dW += dyᵀ · x, dBias (N) += column sums
   * of dy.
   */
  backwardThinned(dx: Tensor, dBias: Tensor, dy: Tensor, x: Tensor, M: number): void {
    const { value, gradient } = this.#weight;
    this.#kernels.backwardThinned(dx, gradient, dBias, dy, x, value, M, this.#N, this.#K);
  }
}
