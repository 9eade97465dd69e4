import type { NextTokenModel } from '../model/next-token-model.ts';

/**
 * A place in a text, as a model sees it: the state behind what was read, what may come next, and the places behind that.
 * Each is computed when it is first asked for and kept, so that the search at one keystroke finds done what the search
 * at the keystroke before has seen.
 */
export class Place {
  readonly state: Float32Array;
  readonly #model: NextTokenModel;
  readonly #V: number;
  readonly #behind = new Map<number, Place>();
  #distribution: Float32Array | undefined;

  constructor(model: NextTokenModel, V: number, state: Float32Array) {
    this.#model = model;
    this.#V = V;
    this.state = state;
  }

  /** p(· | what was read): (V). Not to be written to. */
  get distribution(): Float32Array {
    if (!this.#distribution) {
      this.#distribution = new Float32Array(this.#V);
      this.#model.probabilities(this.state, this.#distribution);
    }
    return this.#distribution;
  }

  /** The place behind `token`. */
  behind(token: number): Place {
    const known = this.#behind.get(token);
    if (known) return known;
    const state = this.#model.newState();
    this.#model.step(this.state, token, state);
    const place = new Place(this.#model, this.#V, state);
    this.#behind.set(token, place);
    return place;
  }

  /** Lets go of what was computed for other ways on than this, once it is known that `token` came. */
  keepOnly(token: number): void {
    this.#distribution = undefined;
    const kept = this.#behind.get(token);
    this.#behind.clear();
    if (kept) this.#behind.set(token, kept);
  }
}
