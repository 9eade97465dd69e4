import * as vscode from 'vscode';
import { DisposableList } from '../disposables.ts';
import type { DocumentSetting } from './document-setting.ts';
import type { Enabled } from './enabled.ts';
import { InlineCompletions } from './inline-completions.ts';
import type { PredictorSession } from './predictor-session.ts';
import type { DocumentPreferences } from './suggest-preferences.ts';

/** Offers suggestions to the editor, and keeps the predictor's documents equal to the editor's. */
export function registerSuggestions(
  predictor: PredictorSession,
  enabled: Enabled,
  preferences: DocumentSetting<DocumentPreferences>,
): DisposableList {
  const { languages, workspace } = vscode;
  const completions = new InlineCompletions(predictor, enabled, preferences);
  const registrations = new DisposableList();
  registrations.add(completions);
  registrations.add(languages.registerInlineCompletionItemProvider({ pattern: '**' }, completions));
  registrations.add(
    workspace.onDidChangeTextDocument((event) => {
      predictor.documentChanged(event);
    }),
  );
  registrations.add(
    workspace.onDidCloseTextDocument((document) => {
      predictor.documentClosed(document);
    }),
  );
  return registrations;
}
