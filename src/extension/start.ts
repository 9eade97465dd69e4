import * as vscode from 'vscode';
import type { TacitApi } from './api.ts';
import { registerCommands } from './commands/register-commands.ts';
import { DisposableList } from './disposables.ts';
import { WindowLog } from './log.ts';
import { ObservableState } from './observable-state.ts';
import type { Platform } from './platform.ts';
import { provideApi } from './provide-api.ts';
import { connectSessions } from './sessions.ts';
import { SuggestionStatistics } from './statistics/suggestion-statistics.ts';
import { ActiveSwitches } from './status/active-switches.ts';
import { ContextKeys } from './status/context-keys.ts';
import { StatusItem } from './status/status-item.ts';
import { Enabled } from './suggestions/enabled.ts';
import { LanguageConfigurations } from './suggestions/language-configurations.ts';
import { LastSuggestion } from './suggestions/last-suggestion.ts';
import { registerSuggestions } from './suggestions/register-suggestions.ts';
import { suggestPreferences } from './suggestions/suggest-preferences.ts';
import { listenForLearning } from './workspace/learning-events.ts';
import { RecentFiles } from './workspace/recent-files.ts';
import { globalFile } from './workspace/global-file.ts';
import { ForgottenList } from './workspace/forgotten-list.ts';
import { workspaceNames } from './workspace/storage-place.ts';
import { WorkspaceFiles } from './workspace/workspace-files.ts';

export interface Tacit {
  readonly api: TacitApi;
  /** Ends everything. What was learned is stored first, if the editor gives enough time. */
  dispose(): Promise<void>;
}

/** Makes the parts of the extension and connects them. Returns at once; the work begins later. */
export function start(context: vscode.ExtensionContext, platform: Platform): Tacit {
  const members = new DisposableList();
  const channel = members.add(vscode.window.createOutputChannel('Tacit', { log: true }));
  const logFile = vscode.Uri.joinPath(context.logUri, `${channel.name}.log`).fsPath;
  const log = members.add(new WindowLog(channel, logFile, platform));
  const state = new ObservableState();
  const recent = members.add(new RecentFiles(context.workspaceState));
  const names = workspaceNames(context, platform);
  const forgotten = new ForgottenList(context.globalState, names?.name ?? '', names?.before);
  const known = { recent: () => recent.uris, forgotten: () => forgotten.uris };
  const files = new WorkspaceFiles(log, known);
  const languages = members.add(new LanguageConfigurations());
  const parts = { context, names, platform, state, files, forgotten, languages, log };
  const sessions = connectSessions(parts);
  const { predictor, learning } = sessions;

  const enabled = members.add(new Enabled());
  const switches = members.add(new ActiveSwitches(enabled));
  members.add(new StatusItem(state, switches));
  members.add(new ContextKeys(state, switches));
  const preferences = members.add(suggestPreferences());
  const statisticsFile = globalFile(context, 'suggestion-statistics.json');
  const statistics = new SuggestionStatistics(platform, statisticsFile, log);
  const { api } = members.add(provideApi({ state, predictor, preferences, statistics }));
  const last = new LastSuggestion();
  members.add(registerCommands({ ...sessions, state, switches, statistics, channel, last, files }));
  const suggestions = members.add(
    registerSuggestions({
      predictor,
      enabled,
      preferences,
      last,
      report: (event) => {
        // What was on the screen when everything was erased is not counted any more.
        if (state.current.activity !== 'erased') statistics.count(event);
      },
    }),
  );
  members.add(listenForLearning(learning, files, log));
  learning.beginSoon();

  return {
    api,
    async dispose() {
      // What becomes of the last suggestion still counts.
      suggestions.dispose();
      await Promise.all([learning.dispose(), predictor.dispose(), statistics.dispose()]);
      members.dispose();
    },
  };
}
