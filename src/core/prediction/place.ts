import type { NextTokenModel } from '../model/next-token-model.ts';

/**
 * A place in a text, as a model sees it: the state after what was read, what may come next, and the places after that.
 * Each is computed on demand and kept, so that the search at one keystroke finds what the search at the previous one
 * has computed.
 */
export class Place {
  readonly state: Float32Array;
  readonly #model: NextTokenModel;
  readonly #V: number;
  readonly #after = new Map<number, Place>();
  #distribution: Float32Array | undefined;

  constructor(model: NextTokenModel, V: number, state: Float32Array) {
    this.#model = model;
    this.#V = V;
    this.state = state;
  }

  /** p(· | what was read): (V). Read only. */
  get distribution(): Float32Array {
    if (!this.#distribution) {
      this.#distribution = new Float32Array(this.#V);
      this.#model.probabilities(this.state, this.#distribution);
    }
    return this.#distribution;
  }

  /** The place after `token`. */
  after(token: number): Place {
    const known = this.#after.get(token);
    if (known) return known;
    const state = this.#model.newState();
    this.#model.step(this.state, token, state);
    const place = new Place(this.#model, this.#V, state);
    this.#after.set(token, place);
    return place;
  }

  /** Drops what was computed for other continuations, once it is known that `token` came. */
  keepOnly(token: number): void {
    this.#distribution = undefined;
    const kept = this.#after.get(token);
    this.#after.clear();
    if (kept) this.#after.set(token, kept);
  }
}
