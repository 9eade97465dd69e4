import * as vscode from 'vscode';
import { type CommandId, MENU_COMMAND } from '../manifest/commands.ts';
import { DisposableList } from '../disposables.ts';
import type { Enabled } from '../suggestions/enabled.ts';
import { notifyFailure } from '../failure-messages.ts';
import type { MemorySession } from '../workspace/memory-session.ts';
import type { PredictorSession } from '../suggestions/predictor-session.ts';
import { sampleText } from './sample-command.ts';
import type { ObservableState } from '../observable-state.ts';
import { showMenu } from '../status/status-menu.ts';
import { toggleSuggestions } from '../suggestions/toggle-command.ts';
import type { TrainingSession } from '../training/training-session.ts';

interface CommandTargets {
  readonly state: ObservableState;
  readonly memory: MemorySession;
  readonly training: TrainingSession;
  readonly predictor: PredictorSession;
  readonly enabled: Enabled;
  readonly log: vscode.LogOutputChannel;
}

/** Gives every command of the table its handler. */
export function registerCommands({
  state,
  memory,
  training,
  predictor,
  enabled,
  log,
}: CommandTargets): DisposableList {
  const handlers: Readonly<Record<CommandId | typeof MENU_COMMAND, () => unknown>> = {
    // Not awaited: who calls the command need not wait for minutes.
    'tacit.train': () => void train(state, memory, training),
    'tacit.stop': () => training.stop(),
    'tacit.pause': () => training.pause(),
    'tacit.resume': () => training.resume(),
    'tacit.sample': () => sampleText(predictor),
    'tacit.toggle': () => toggleSuggestions(),
    'tacit.showLog': () => {
      log.show();
    },
    [MENU_COMMAND]: () => showMenu(state.current, enabled),
  };
  const registrations = new DisposableList();
  for (const [id, handler] of Object.entries(handlers)) {
    registrations.add(vscode.commands.registerCommand(id, handler));
  }
  return registrations;
}

async function train(
  state: ObservableState,
  memory: MemorySession,
  training: TrainingSession,
): Promise<void> {
  const { activity } = state.current;
  // The command is not offered there; the status bar says why nothing happens.
  if (activity === 'restricted' || activity === 'no-folder') return;
  void memory.update();
  const outcome = await training.train();
  if (!outcome.ok && outcome.failure.code !== 'cancelled') await notifyFailure(outcome.failure);
}
