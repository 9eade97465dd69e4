import * as vscode from 'vscode';
import type { TacitState } from '../api.ts';
import type { ContextKey } from '../manifest/commands.ts';
import type { ObservableState } from '../observable-state.ts';

type Keys = Readonly<Record<ContextKey, boolean>>;

const allFalse: Keys = {
  'tacit.active': false,
  'tacit.training': false,
  'tacit.paused': false,
  'tacit.hasModel': false,
};

/** Sets the context keys that decide which commands are enabled. Disposing it sets them all to false. */
export class ContextKeys {
  readonly #subscription: { dispose(): void };
  #current = allFalse;

  constructor(state: ObservableState) {
    this.#set(keysOf(state.current));
    this.#subscription = state.listen((current) => {
      this.#set(keysOf(current));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#set(allFalse);
  }

  #set(keys: Keys): void {
    for (const [key, value] of Object.entries(keys)) {
      if (this.#current[key as ContextKey] !== value)
        void vscode.commands.executeCommand('setContext', key, value);
    }
    this.#current = keys;
  }
}

function keysOf({ activity, hasModel }: TacitState): Keys {
  return {
    'tacit.active': true,
    'tacit.training': activity === 'reading' || activity === 'training' || activity === 'paused',
    'tacit.paused': activity === 'paused',
    'tacit.hasModel': hasModel,
  };
}
