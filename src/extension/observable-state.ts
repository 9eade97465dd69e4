import type { TacitState } from './api.ts';

const initial: TacitState = {
  activity: 'starting',
  hasModel: false,
  model: undefined,
  memory: undefined,
  remembering: false,
  reading: undefined,
  corpus: undefined,
  progress: undefined,
  learned: undefined,
  message: undefined,
  failure: undefined,
  threads: 0,
  predictor: 'sound',
};

/** The extension's state. Each change makes a new value, which all listeners get. */
export class ObservableState {
  readonly #listeners = new Set<(state: TacitState) => void>();
  #state = initial;

  get current(): TacitState {
    return this.#state;
  }

  update(change: Partial<TacitState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  listen(listener: (state: TacitState) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}
