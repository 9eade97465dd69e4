import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import { rowDots, type TokenInput } from './gate-input.ts';
import type { Parameter, Parameters } from './parameters.ts';

/**
 * Input from M tokens without an embedding, as in the first recurrent language models (Mikolov et al. 2010, "Recurrent
 * neural network based language model"): gates (M, G·H) = x · W, where each row of x (M, V) is 1 at its token and 0
 * elsewhere. So row v of W (V, G·H) is the whole contribution of token v.
 */
export class OneHotInput implements TokenInput {
  readonly #kernels: Kernels;
  readonly #weight: Parameter; // (V, G·H)
  readonly #tokens: Indices; // (M)
  readonly #rows: number; // G·H

  constructor(kernels: Kernels, parameters: Parameters, tokens: Indices) {
    this.#kernels = kernels;
    this.#weight = parameters.get('input.weight');
    this.#tokens = tokens;
    this.#rows = this.#weight.shape[1] ?? 0;
  }

  pack(): void {
    // Rows are read as they are.
  }

  forward(gates: Tensor): void {
    this.#kernels.gatherRows(gates, this.#weight.value, this.#tokens, this.#tokens.length, this.#rows);
  }

  backward(dGates: Tensor): void {
    const { gradient } = this.#weight;
    this.#kernels.scatterAddRows(gradient, dGates, this.#tokens, this.#tokens.length, this.#rows);
  }

  attribute(out: Float32Array, dGates: Tensor): void {
    rowDots(out, dGates, this.#weight.value, this.#tokens.data, this.#rows);
  }
}
