import type { Kernels, Tensor } from '../tensor/kernels.ts';
import { Linear } from './linear.ts';
import type { ModelShape } from './model-shape.ts';
import { isTied } from './model-shape.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** The name of the parameter that holds W. */
export function outputWeightName(shape: ModelShape): string {
  return isTied(shape) ? 'embedding.weight' : 'output.weight';
}

/**
 * logits (M, V) = h (M, H) · Wᵀ + bias. In a tied model W (V, H) is the embedding (Press and Wolf 2017,
 * https://arxiv.org/abs/1608.05859).
 */
export class OutputLayer {
  readonly #kernels: Kernels;
  readonly #V: number;
  readonly #linear: Linear;
  readonly #bias: Parameter; // (V)
  readonly #grain: number;

  /** `grain`: as `LanguageModelOptions.gradientGrain`. */
  constructor(kernels: Kernels, shape: ModelShape, parameters: Parameters, grain: number) {
    this.#kernels = kernels;
    this.#V = shape.vocabulary;
    this.#grain = grain;
    const direction = parameters.learns && grain === 0 ? 'both' : 'forward';
    this.#linear = new Linear(kernels, parameters, outputWeightName(shape), direction);
    this.#bias = parameters.get('output.bias');
  }

  /** Called whenever the parameters have changed. */
  pack(): void {
    this.#linear.pack();
  }

  forward(logits: Tensor, h: Tensor, M: number): void {
    this.#kernels.broadcastRow(logits, this.#bias.value, M, this.#V);
    this.#linear.forward(logits, h, M, true);
  }

  /** Overwrites dh (M, H). dLogits is `scale` times a difference of probabilities; `seed` is for thinning it. */
  backward(dh: Tensor, dLogits: Tensor, h: Tensor, M: number, scale: number, seed: number): void {
    if (this.#grain > 0) {
      this.#kernels.thinRows(dLogits, this.#grain * scale, seed, M, this.#V);
      this.#linear.backwardThinned(dh, this.#bias.gradient, dLogits, h, M);
      return;
    }
    this.#kernels.accumulateColumnSums(this.#bias.gradient, dLogits, M, this.#V);
    this.#linear.backwardWeight(dLogits, h, M);
    this.#linear.backward(dh, dLogits, M);
  }
}
