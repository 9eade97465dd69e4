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
