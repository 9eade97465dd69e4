import * as vscode from 'vscode';
import { DisposableList } from '../disposables.ts';
import { notifyFailure } from '../failure-messages.ts';
import { type CommandId, MENU_COMMAND } from '../manifest/commands.ts';
import type { ObservableState } from '../observable-state.ts';
import type { ActiveSwitches } from '../status/active-switches.ts';
import type { SuggestionStatistics } from '../statistics/suggestion-statistics.ts';
import { showMenu } from '../status/status-menu.ts';
import type { LastSuggestion } from '../suggestions/last-suggestion.ts';
import type { PredictorSession } from '../suggestions/predictor-session.ts';
import { turnLanguage, turnSuggestions } from '../suggestions/turn-suggestions.ts';
import type { TrainingSession } from '../training/training-session.ts';
import type { LearningSession } from '../workspace/learning-session.ts';
import type { ForgettingSession } from '../workspace/forgetting-session.ts';
import type { WorkspaceFiles } from '../workspace/workspace-files.ts';
import { eraseEverything } from './erase-command.ts';
import { forgetFiles } from './forget-file-command.ts';
import { sampleText } from './sample-command.ts';
import { explainSuggestion } from './why-command.ts';

/** What the commands act on. */
interface CommandTargets {
  readonly state: ObservableState;
  readonly learning: LearningSession;
  readonly training: TrainingSession;
  readonly predictor: PredictorSession;
  readonly switches: ActiveSwitches;
  readonly statistics: SuggestionStatistics;
  readonly channel: vscode.LogOutputChannel;
  readonly forgetting: ForgettingSession;
  readonly files: WorkspaceFiles;
  readonly last: LastSuggestion;
}

/** Registers a handler for every command. */
export function registerCommands(targets: CommandTargets): DisposableList {
  const { state, learning, training, predictor, switches, statistics, channel, last, files } = targets;
  const handlers: Readonly<Record<CommandId | typeof MENU_COMMAND, (argument?: unknown) => unknown>> = {
    // Not awaited: whatever runs the command should not have to wait for minutes.
    'tacit.train': () => void train(learning),
    'tacit.stop': () => training.stop(),
    'tacit.pause': () => training.pause(),
    'tacit.resume': () => training.resume(),
    'tacit.sample': () => sampleText(predictor, false),
    'tacit.sampleWithOptions': () => sampleText(predictor, true),
    'tacit.why': () => explainSuggestion({ last, predictor, uriOf: (path) => files.uriOf(path) }),
    'tacit.toggle': () => turnSuggestions(!switches.current.here, switches.document),
    'tacit.turnOn': () => turnSuggestions(true, switches.document),
    'tacit.turnOff': () => turnSuggestions(false, switches.document),
    'tacit.turnOnLanguage': () => turnLanguage(true, switches.document),
    'tacit.turnOffLanguage': () => turnLanguage(false, switches.document),
    'tacit.forgetFile': (file) => forgetFiles({ ...targets, memory: predictor.memory }, file),
    'tacit.eraseEverything': (confirmation) => eraseEverything(learning, statistics, confirmation),
    'tacit.eraseStatistics': () => eraseStatistics(statistics, predictor),
    'tacit.showLog': () => {
      channel.show();
    },
    [MENU_COMMAND]: () => showMenu(state.current, switches.current),
  };
  const registrations = new DisposableList();
  for (const [id, handler] of Object.entries(handlers)) {
    registrations.add(vscode.commands.registerCommand(id, handler));
  }
  return registrations;
}

/** Does nothing where Tacit may not learn. The command is not offered there, and the status bar says why. */
async function train(learning: LearningSession): Promise<void> {
  const outcome = await learning.train();
  if (!outcome.ok && outcome.failure.code !== 'cancelled') await notifyFailure(outcome.failure);
}

async function eraseStatistics(statistics: SuggestionStatistics, predictor: PredictorSession): Promise<void> {
  await Promise.all([statistics.erase(), predictor.eraseJudge()]);
  void vscode.window.showInformationMessage(vscode.l10n.t('The suggestion statistics were erased.'));
}
