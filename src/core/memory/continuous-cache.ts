import type { Kernels, QuantizedRows, Tensor } from '../tensor/kernels.ts';

/**
 * A continuous cache (Grave, Joulin and Usunier 2017, arXiv 1612.04426): the keys are the network's own past states
 * h_i, the values are the tokens that followed them, and the kernel between states is Gaussian (Grave, Cisse and Joulin
 * 2017, arXiv 1711.02604),
 *   p(w | h) ∝ Σ_i 1[x_i = w] · exp(−θ/2 · |h − h_i|²),   θ the inverse temperature.
 * It finds again what was written in a similar state, even where no n-gram matches. It keeps the newest `capacity`
 * states, in int8.
 */
export class ContinuousCache {
  readonly #kernels: Kernels;
  readonly #capacity: number;
  readonly #keys: QuantizedRows; // (capacity, H)
  readonly #query: Tensor; // (H)
  readonly #scores: Tensor; // (capacity)
  /** |h_i|² / 2. */
  readonly #halfSquares: Float32Array;
  readonly #tokens: Int32Array;
  /** The line and index in the document of each row's token, so that an edit can drop it. Line −1 means dropped. */
  readonly #line: Int32Array;
  readonly #index: Int32Array;
  #newest = -1;
  /** Rows that have ever been used. */
  #rows = 0;

  constructor(kernels: Kernels, H: number, capacity: number) {
    this.#kernels = kernels;
    this.#capacity = capacity;
    this.#keys = kernels.allocateQuantized(capacity, H);
    this.#query = kernels.allocate(H);
    this.#scores = kernels.allocate(capacity);
    this.#halfSquares = new Float32Array(capacity);
    this.#tokens = new Int32Array(capacity);
    this.#line = new Int32Array(capacity).fill(-1);
    this.#index = new Int32Array(capacity);
  }

  /** Remembers that `token`, which is number `index` of `line`, followed in the state h (H). */
  add(line: number, index: number, h: Float32Array, token: number): void {
    this.#newest = (this.#newest + 1) % this.#capacity;
    this.#rows = Math.max(this.#rows, this.#newest + 1);
    this.#query.data.set(h);
    this.#kernels.quantizeRows(this.#keys, this.#query, this.#newest);
    this.#halfSquares[this.#newest] = h.reduce((sum, x) => sum + x * x, 0) / 2;
    this.#tokens[this.#newest] = token;
    this.#line[this.#newest] = line;
    this.#index[this.#newest] = index;
  }

  /** Drops the tokens of `line` from `index` on. */
  dropFrom(line: number, index: number): void {
    this.#relabel((at, place) => (at === line && place >= index ? -1 : at));
  }

  /**
   * Follows an edit that replaced lines [from, from + removed) by `inserted` others. States after them no longer match
   * the text exactly, but are near enough to keep.
   */
  splice(from: number, removed: number, inserted: number): void {
    const end = from + removed;
    this.#relabel((at) => (at < from ? at : at < end ? -1 : at + inserted - removed));
  }

  /** out (V) = p(· | h), h (H). False, and `out` untouched, when the cache is empty. */
  fill(out: Float32Array, h: Float32Array, inverseTemperature: number): boolean {
    const rows = this.#rows;
    if (rows === 0) return false;
    this.#query.data.set(h);
    this.#kernels.quantizedDots(this.#scores, this.#keys, this.#query, rows);
    // −|h − h_i|² / 2 = h·h_i − |h_i|² / 2 − |h|² / 2, and the last term is the same for all i.
    const scores = this.#scores.data;
    let highest = -Infinity;
    for (let i = 0; i < rows; i++) {
      scores[i]! -= this.#halfSquares[i]!;
      if (this.#line[i]! >= 0) highest = Math.max(highest, scores[i]!);
    }
    if (highest === -Infinity) return false;
    out.fill(0);
    let total = 0;
    for (let i = 0; i < rows; i++) {
      if (this.#line[i]! < 0) continue;
      const weight = Math.exp(inverseTemperature * (scores[i]! - highest));
      out[this.#tokens[i]!]! += weight;
      total += weight;
    }
    for (let v = 0; v < out.length; v++) out[v]! /= total;
    return true;
  }

  #relabel(lineOf: (line: number, index: number) => number): void {
    for (let row = 0; row < this.#rows; row++) {
      if (this.#line[row]! >= 0) this.#line[row] = lineOf(this.#line[row]!, this.#index[row]!);
    }
    // Reuses the rows that were dropped last, so that retyping a line does not push out states from further up.
    while (this.#newest > 0 && this.#line[this.#newest] === -1) this.#newest--;
  }
}
