import * as vscode from 'vscode';
import type { TacitApi, TacitState } from './api.ts';
import { DisposableList } from './disposables.ts';
import { describeFailure } from './failure-messages.ts';
import type { ObservableState } from './observable-state.ts';
import type { SuggestionStatistics } from './statistics/suggestion-statistics.ts';
import type { DocumentSetting } from './suggestions/document-setting.ts';
import { requestFor } from './suggestions/inline-completions.ts';
import type { PredictorSession } from './suggestions/predictor-session.ts';
import type { DocumentPreferences } from './suggestions/suggest-preferences.ts';

/** The API for other extensions. After it has been disposed, its event no longer fires. */
interface ProvidedApi {
  readonly api: TacitApi;
  dispose(): void;
}

/** What the API tells of. */
interface ApiParts {
  readonly state: ObservableState;
  readonly predictor: PredictorSession;
  readonly preferences: DocumentSetting<DocumentPreferences>;
  readonly statistics: SuggestionStatistics;
}

export function provideApi({ state, predictor, preferences, statistics }: ApiParts): ProvidedApi {
  const members = new DisposableList();
  const changes = members.add(new vscode.EventEmitter<TacitState>());
  members.add(
    state.listen((current) => {
      changes.fire(current);
    }),
  );
  const api: TacitApi = {
    version: 1,
    state: () => state.current,
    onDidChangeState: changes.event,
    async suggest(document, position) {
      const request = { selected: undefined, ...requestFor(document, preferences) };
      const suggestion = await predictor.suggest(document, position, request);
      return suggestion && { text: suggestion.ghostText, probability: suggestion.probability };
    },
    async score(texts) {
      const outcome = await predictor.score(texts);
      if (!outcome.ok) throw new Error(describeFailure(outcome.failure));
      return outcome.value;
    },
    suggestionCounts: () => statistics.all(),
  };
  return {
    api,
    dispose: () => {
      members.dispose();
    },
  };
}
