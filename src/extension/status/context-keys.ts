import * as vscode from 'vscode';
import type { TacitState } from '../api.ts';
import type { ContextKey } from '../manifest/commands.ts';
import type { ObservableState } from '../observable-state.ts';
import { DisposableList } from '../disposables.ts';
import type { Switches } from '../suggestions/enabled.ts';
import type { ActiveSwitches } from './active-switches.ts';
import { runActivities } from './status-text.ts';

type Keys = Readonly<Record<ContextKey, boolean>>;

const allFalse: Keys = {
  'tacit.active': false,
  'tacit.training': false,
  'tacit.paused': false,
  'tacit.hasModel': false,
  'tacit.suggesting': false,
  'tacit.inLanguage': false,
};

/** Sets the context keys that decide which commands are enabled. Disposing it sets them all to false. */
export class ContextKeys {
  readonly #subscriptions = new DisposableList();
  #current = allFalse;

  constructor(state: ObservableState, switches: ActiveSwitches) {
    const update = (): void => {
      this.#set(keysOf(state.current, switches.current));
    };
    update();
    this.#subscriptions.add(state.listen(update));
    this.#subscriptions.add(switches.listen(update));
  }

  dispose(): void {
    this.#subscriptions.dispose();
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

function keysOf({ activity, hasModel }: TacitState, { here, language }: Switches): Keys {
  return {
    'tacit.active': true,
    'tacit.training': runActivities.has(activity),
    'tacit.paused': activity === 'paused',
    'tacit.hasModel': hasModel,
    'tacit.suggesting': here,
    'tacit.inLanguage': language !== undefined,
  };
}
