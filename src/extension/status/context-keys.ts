import * as vscode from 'vscode';
import type { TacitState } from '../api.ts';
import type { ContextKey } from '../manifest/commands.ts';
import type { StateHolder } from '../state.ts';

type Keys = Readonly<Record<ContextKey, boolean>>;

const allFalse: Keys = {
  'tacit.active': false,
  'tacit.training': false,
  'tacit.paused': false,
  'tacit.hasModel': false,
};

/** Tells the editor what the `enablement` of commands depends on; all false again at the end. */
export class ContextKeys {
  readonly #subscription: { dispose(): void };
  #said = allFalse;

  constructor(state: StateHolder) {
    this.#say(keysOf(state.current));
    this.#subscription = state.listen((current) => {
      this.#say(keysOf(current));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#say(allFalse);
  }

  #say(keys: Keys): void {
    for (const [key, value] of Object.entries(keys)) {
      if (this.#said[key as ContextKey] !== value)
        void vscode.commands.executeCommand('setContext', key, value);
    }
    this.#said = keys;
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
