import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import { DistinctTokens } from './distinct-tokens.ts';
import { rowDots, type TokenInput } from './gate-input.ts';
import { Linear } from './linear.ts';
import type { Parameter, Parameters } from './parameters.ts';

/**
 * Input from M tokens: x = Emb[tokens], gates (M, G·H) = x · W_ihᵀ. A token's product is the same wherever it occurs.
 * So it is computed once for each of the U distinct tokens of a window, which is exact:
 *   table (U, G·H) = Emb[distinct] · W_ihᵀ
 */
export class Embedding implements TokenInput {
  readonly #kernels: Kernels;
  readonly #embedding: Parameter; // (V, E)
  readonly #weight: Linear; // W_ih (G·H, E)
  readonly #tokens: DistinctTokens;
  readonly #x: Tensor; // (U, E)
  readonly #dx: Tensor; // (U, E)
  readonly #table: Tensor; // (U, G·H)
  readonly #dTable: Tensor; // (U, G·H)
  readonly #E: number;
  readonly #rows: number; // G·H

  constructor(kernels: Kernels, parameters: Parameters, tokens: Indices) {
    this.#kernels = kernels;
    this.#embedding = parameters.get('embedding.weight');
    this.#weight = new Linear(kernels, parameters, 'layer0.weight_ih');
    const [V = 0, E = 0] = this.#embedding.shape;
    this.#tokens = new DistinctTokens(kernels, tokens, V);
    this.#E = E;
    this.#rows = parameters.get('layer0.weight_ih').shape[0] ?? 0;
    const { most } = this.#tokens;
    const learned = parameters.learns ? most : 0;
    this.#x = kernels.allocate(most * E);
    this.#dx = kernels.allocate(learned * E);
    this.#table = kernels.allocate(most * this.#rows);
    this.#dTable = kernels.allocate(learned * this.#rows);
  }

  pack(): void {
    this.#weight.pack();
  }

  forward(gates: Tensor): void {
    this.#tokens.find();
    const { places, distinct, count } = this.#tokens;
    this.#kernels.gatherRows(this.#x, this.#embedding.value, distinct, count, this.#E);
    this.#weight.forward(this.#table, this.#x, count);
    this.#kernels.gatherRows(gates, this.#table, places, places.length, this.#rows);
  }

  backward(dGates: Tensor): void {
    const { places, distinct, count } = this.#tokens;
    this.#kernels.fill(this.#dTable, 0);
    this.#kernels.scatterAddRows(this.#dTable, dGates, places, places.length, this.#rows);
    this.#weight.backwardWeight(this.#dTable, this.#x, count);
    this.#weight.backward(this.#dx, this.#dTable, count);
    this.#kernels.scatterAddRows(this.#embedding.gradient, this.#dx, distinct, count, this.#E);
  }

  attribute(out: Float32Array, dGates: Tensor): void {
    rowDots(out, dGates, this.#table, this.#tokens.places.data, this.#rows);
  }
}

/**
 * The same numbers for prediction, where the parameters do not change, from a table of the whole vocabulary:
 *   table (V, G·H) = Emb · W_ihᵀ
 * Each row is made when its token first occurs, so that a model answers as soon as it is loaded.
 */
export class EmbeddingTable implements TokenInput {
  readonly #kernels: Kernels;
  readonly #embedding: Parameter; // (V, E)
  readonly #weight: Linear; // W_ih (G·H, E)
  readonly #tokens: Indices; // (M)
  readonly #E: number;
  readonly #rows: number; // G·H
  readonly #table: Tensor; // (V, G·H)
  /** (V): 1 where the row of the table is made. */
  readonly #made: Uint8Array;

  constructor(kernels: Kernels, parameters: Parameters, tokens: Indices) {
    this.#kernels = kernels;
    this.#embedding = parameters.get('embedding.weight');
    this.#weight = new Linear(kernels, parameters, 'layer0.weight_ih');
    this.#tokens = tokens;
    const [V = 0, E = 0] = this.#embedding.shape;
    this.#E = E;
    this.#made = new Uint8Array(V);
    this.#rows = parameters.get('layer0.weight_ih').shape[0] ?? 0;
    this.#table = kernels.allocate(V * this.#rows);
  }

  pack(): void {
    this.#weight.pack();
    this.#made.fill(0);
  }

  forward(gates: Tensor): void {
    for (const token of this.#tokens.data) if (!this.#made[token]) this.#makeRow(token);
    this.#kernels.gatherRows(gates, this.#table, this.#tokens, this.#tokens.length, this.#rows);
  }

  backward(): never {
    throw new TypeError('This model was made to predict, not to learn: its input is a table.');
  }

  attribute(): never {
    return this.backward();
  }

  #makeRow(token: number): void {
    const row = this.#kernels.view(this.#table, token * this.#rows, this.#rows);
    this.#weight.forward(row, this.#kernels.view(this.#embedding.value, token * this.#E, this.#E), 1);
    this.#made[token] = 1;
  }
}
