import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import type { GateInput } from './gate-input.ts';
import { Linear } from './linear.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** Input from M tokens, by the definition: x (M, E) = Emb[tokens], gates (M, G·H) = x · W_ihᵀ. */
export class Embedding implements GateInput {
  readonly #kernels: Kernels;
  readonly #embedding: Parameter; // (V, E)
  readonly #weight: Linear; // W_ih (G·H, E)
  readonly #tokens: Indices; // (M)
  readonly #x: Tensor; // (M, E)
  readonly #dx: Tensor; // (M, E)
  readonly #E: number;

  constructor(kernels: Kernels, parameters: Parameters, tokens: Indices) {
    const M = tokens.length;
    this.#kernels = kernels;
    this.#embedding = parameters.get('embedding.weight');
    this.#weight = new Linear(kernels, parameters, 'layer0.weight_ih');
    this.#tokens = tokens;
    this.#E = this.#embedding.shape[1] ?? 0;
    this.#x = kernels.allocate(M * this.#E);
    this.#dx = kernels.allocate(M * this.#E);
  }

  pack(): void {
    this.#weight.pack();
  }

  forward(gates: Tensor): void {
    const M = this.#tokens.length;
    this.#kernels.gatherRows(this.#x, this.#embedding.value, this.#tokens, M, this.#E);
    this.#weight.forward(gates, this.#x, M);
  }

  backward(dGates: Tensor): void {
    const M = this.#tokens.length;
    this.#weight.backwardWeight(dGates, this.#x, M);
    this.#weight.backward(this.#dx, dGates, M);
    this.#kernels.scatterAddRows(this.#embedding.gradient, this.#dx, this.#tokens, M, this.#E);
  }
}

/**
 * The same numbers with fewer multiplications where tokens repeat: the product once for the whole vocabulary,
 * table (V, G·H) = Emb · W_ihᵀ, then gates (M, G·H) = table[tokens]. Exact, since nothing acts between the two.
 */
export class EmbeddingTable implements GateInput {
  readonly #kernels: Kernels;
  readonly #embedding: Parameter; // (V, E)
  readonly #weight: Linear; // W_ih (G·H, E)
  readonly #tokens: Indices; // (M)
  readonly #V: number;
  readonly #rows: number; // G·H
  readonly #table: Tensor; // (V, G·H)
  readonly #dTable: Tensor; // (V, G·H), empty where nothing is learned

  constructor(kernels: Kernels, parameters: Parameters, tokens: Indices) {
    this.#kernels = kernels;
    this.#embedding = parameters.get('embedding.weight');
    this.#weight = new Linear(kernels, parameters, 'layer0.weight_ih');
    this.#tokens = tokens;
    this.#V = this.#embedding.shape[0] ?? 0;
    this.#rows = parameters.get('layer0.weight_ih').shape[0] ?? 0;
    this.#table = kernels.allocate(this.#V * this.#rows);
    this.#dTable = kernels.allocate(parameters.learns ? this.#V * this.#rows : 0);
  }

  pack(): void {
    this.#weight.pack();
    this.#weight.forward(this.#table, this.#embedding.value, this.#V);
  }

  forward(gates: Tensor): void {
    this.#kernels.gatherRows(gates, this.#table, this.#tokens, this.#tokens.length, this.#rows);
  }

  backward(dGates: Tensor): void {
    this.#kernels.fill(this.#dTable, 0);
    this.#kernels.scatterAddRows(this.#dTable, dGates, this.#tokens, this.#tokens.length, this.#rows);
    this.#weight.backwardWeight(this.#dTable, this.#embedding.value, this.#V);
    this.#weight.backward(this.#embedding.gradient, this.#dTable, this.#V, true);
  }
}
