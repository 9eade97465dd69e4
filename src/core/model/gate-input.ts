import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { Dropout } from './dropout.ts';
import { Linear } from './linear.ts';
import type { Parameters } from './parameters.ts';

/**
 * What a recurrent layer reads: the input's part of its pre-activations, W_ih·x, for a whole window of M = T·B tokens.
 */
export interface GateInput {
  /** Called whenever the parameters have changed. */
  pack(): void;
  /** Overwrites gates (M, G·H). */
  forward(gates: Tensor): void;
  backward(dGates: Tensor): void;
}

/** What the first layer reads: tokens. */
export interface TokenInput extends GateInput {
  /**
   * out (M) = for each token, the gradient of the loss with respect to its input x, times x. Since the gates are linear in
   * x, that is dGates · (W_ih·x).
   */
  attribute(out: Float32Array, dGates: Tensor): void;
}

/** out (M) = the dot products of the rows of dGates (M, N) with rows of `table` (…, N): with row `places[m]`. */
export function rowDots(
  out: Float32Array,
  dGates: Tensor,
  table: Tensor,
  places: ArrayLike<number>,
  N: number,
): void {
  const [d, x] = [dGates.data, table.data];
  for (let m = 0; m < out.length; m++) {
    const at = (places[m] ?? 0) * N;
    let sum = 0;
    for (let n = 0; n < N; n++) sum += (d[m * N + n] ?? 0) * (x[at + n] ?? 0);
    out[m] = sum;
  }
}

/** Input from the layer below: gates (M, G·H) = x (M, H) · W_ihᵀ. */
export class LayerInput implements GateInput {
  readonly #weight: Linear; // W_ih (G·H, H)
  readonly #below: Dropout;
  readonly #M: number;

  constructor(kernels: Kernels, parameters: Parameters, weightName: string, below: Dropout, M: number) {
    this.#weight = new Linear(kernels, parameters, weightName);
    this.#below = below;
    this.#M = M;
  }

  pack(): void {
    this.#weight.pack();
  }

  forward(gates: Tensor): void {
    this.#weight.forward(gates, this.#below.output, this.#M);
  }

  backward(dGates: Tensor): void {
    this.#weight.backwardWeight(dGates, this.#below.output, this.#M);
    this.#weight.backward(this.#below.dOutput, dGates, this.#M);
  }
}
