import * as vscode from 'vscode';
import { DisposableList } from '../disposables.ts';
import { TAKEN_COMMAND } from '../manifest/commands.ts';
import type { SuggestionEvent } from '../statistics/suggestion-event.ts';
import type { DocumentSetting } from './document-setting.ts';
import type { Enabled } from './enabled.ts';
import { InlineCompletions } from './inline-completions.ts';
import type { LastSuggestion } from './last-suggestion.ts';
import type { PredictorSession } from './predictor-session.ts';
import { ShownSuggestions } from './shown-suggestions.ts';
import type { DocumentPreferences } from './suggest-preferences.ts';

/** What suggestions are made and shown with. */
interface SuggestionParts {
  readonly predictor: PredictorSession;
  readonly enabled: Enabled;
  readonly preferences: DocumentSetting<DocumentPreferences>;
  readonly last: LastSuggestion;
  /** Called when it is known what became of a suggestion. */
  readonly report: (event: SuggestionEvent) => void;
}

/** Offers suggestions to the editor, and keeps the predictor's documents equal to the editor's. */
export function registerSuggestions({ report, ...parts }: SuggestionParts): DisposableList {
  const { commands, languages, window, workspace } = vscode;
  const { predictor } = parts;
  const registrations = new DisposableList();
  const shown = registrations.add(new ShownSuggestions(report));
  const completions = registrations.add(new InlineCompletions({ ...parts, shown }));
  registrations.add(languages.registerInlineCompletionItemProvider({ pattern: '**' }, completions));
  registrations.add(
    commands.registerCommand(TAKEN_COMMAND, (id: unknown) => {
      shown.accepted(id);
    }),
  );
  registrations.add(
    workspace.onDidChangeTextDocument((event) => {
      predictor.documentChanged(event);
      shown.changed(event);
      completions.changed(event);
    }),
  );
  registrations.add(
    workspace.onDidCloseTextDocument((document) => {
      predictor.documentClosed(document);
      shown.closed(document);
    }),
  );
  registrations.add(
    window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const [selection] = selections;
      const isCursor = selections.length === 1 && selection?.isEmpty === true;
      shown.cursorMoved(textEditor.document, isCursor ? selection.active : undefined);
    }),
  );
  registrations.add(
    window.onDidChangeActiveTextEditor(() => {
      shown.editorLeft();
    }),
  );
  return registrations;
}
