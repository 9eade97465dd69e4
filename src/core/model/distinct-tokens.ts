import type { Indices, Kernels } from '../tensor/kernels.ts';

/** The different tokens among M: tokens[m] = distinct[places[m]]. */
export class DistinctTokens {
  /** (M) */
  readonly places: Indices;
  /** (most), of which the first `count` are in use, in the order of their first occurrence. */
  readonly distinct: Indices;
  /** How many different tokens there can be at most. */
  readonly most: number;
  readonly #tokens: Indices; // (M)
  readonly #placeOf: Int32Array; // (V): each token's place, −1 for none
  #count = 0;

  constructor(kernels: Kernels, tokens: Indices, V: number) {
    this.most = Math.min(tokens.length, V);
    this.places = kernels.allocateIndices(tokens.length);
    this.distinct = kernels.allocateIndices(this.most);
    this.#tokens = tokens;
    this.#placeOf = new Int32Array(V).fill(-1);
  }

  get count(): number {
    return this.#count;
  }

  /** Called whenever the tokens have changed. */
  find(): void {
    const { data: tokens } = this.#tokens;
    const { data: places } = this.places;
    const { data: distinct } = this.distinct;
    const placeOf = this.#placeOf;
    let count = 0;
    for (const [m, token] of tokens.entries()) {
      let place = placeOf[token];
      if (place === undefined) throw new RangeError(`Token ${token} is not in the vocabulary.`);
      if (place < 0) {
        place = count++;
        placeOf[token] = place;
        distinct[place] = token;
      }
      places[m] = place;
    }
    for (let u = 0; u < count; u++) placeOf[distinct[u] ?? 0] = -1;
    this.#count = count;
  }
}
