import * as vscode from 'vscode';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import { closedByEditor } from './closed-by-editor.ts';
import type { DocumentSetting } from './document-setting.ts';
import type { Enabled } from './enabled.ts';
import type { PredictorSession, SuggestionRequest } from './predictor-session.ts';
import type { DocumentPreferences } from './suggest-preferences.ts';
import { isSuggestible } from './suggestible.ts';
import { TabKey } from './tab-key.ts';

/** Ghost text: shows what the predictor suggests, and decides nothing about the text. */
export class InlineCompletions implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  readonly #predictor: PredictorSession;
  readonly #enabled: Enabled;
  readonly #preferences: DocumentSetting<DocumentPreferences>;
  readonly #tabKey = new TabKey();

  constructor(
    predictor: PredictorSession,
    enabled: Enabled,
    preferences: DocumentSetting<DocumentPreferences>,
  ) {
    this.#predictor = predictor;
    this.#enabled = enabled;
    this.#preferences = preferences;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { selectedCompletionInfo: selected, triggerKind }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const isAskedFor = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!this.#wantsSuggestion(document, isAskedFor)) return [];
    const request = {
      ...requestFor(document, this.#preferences),
      selected: selected && { startCharacter: selected.range.start.character, text: selected.text },
    };
    const found = isAskedFor
      ? await this.#predictor.choices(document, position, request, token)
      : [await this.#predictor.suggest(document, position, request, token)];
    if (token.isCancellationRequested) return [];
    const suggestions = found.filter((suggestion) => suggestion !== undefined);
    const [first] = suggestions;
    this.#tabKey.suggested(first?.ghostText);
    const understudies =
      first && !isAskedFor && selected === undefined ? understudiesOf(first, document, position) : [];
    return [...suggestions, ...understudies].map(item);
  }

  dispose(): void {
    this.#tabKey.dispose();
  }

  #wantsSuggestion(document: vscode.TextDocument, isAskedFor: boolean): boolean {
    const { scheme } = document.uri;
    return (
      this.#predictor.canSuggest &&
      isSuggestible(scheme, document.languageId, vscode.workspace.fs.isWritableFileSystem(scheme)) &&
      this.#enabled.in(document) &&
      (isAskedFor || !this.#preferences.in(document).isManual) &&
      // With several cursors, the editor does not say which one the text is for.
      (editorOf(document)?.selections.length ?? 1) === 1
    );
  }
}

/** Returns the part of a request that depends on the document: the user's preferences and the indentation. */
export function requestFor(
  document: vscode.TextDocument,
  preferences: DocumentSetting<DocumentPreferences>,
): Omit<SuggestionRequest, 'selected'> {
  return { ...preferences.in(document).request, ...indentation(document) };
}

/** Returns the indentation that the document's editor uses or, without an editor, that the settings give. */
function indentation(document: vscode.TextDocument): { insertSpaces: boolean; tabSize: number } {
  const options = editorOf(document)?.options;
  const settings = vscode.workspace.getConfiguration('editor', document);
  const insertSpaces = options?.insertSpaces ?? settings.get('insertSpaces');
  const tabSize = options?.tabSize ?? settings.get('tabSize');
  return {
    insertSpaces: typeof insertSpaces === 'boolean' ? insertSpaces : true,
    tabSize: typeof tabSize === 'number' ? tabSize : 4,
  };
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document === document) return active;
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}

/** Where the editor closes what is typed by itself: at these characters and at the line's end. */
const closesBefore = /^(?:$|[\s;:.,=}\])>])/;

/**
 * The same suggestion once more with each of the closing brackets and quotes that the editor adds while it is typed
 * through. The editor shows the first item that agrees with the document. When it has closed a bracket, that is no
 * longer the suggestion but one of these, so the ghost text stays; without them it is gone until the next answer.
 */
function understudiesOf(
  suggestion: Suggestion,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): Suggestion[] {
  const texts = closedByEditor(suggestion.insertText);
  if (texts.length === 0 || !closesBefore.test(document.lineAt(line).text.slice(character))) return [];
  const settings = vscode.workspace.getConfiguration('editor', document);
  if (settings.get('autoClosingBrackets') === 'never') return [];
  return texts.map((insertText) => ({ ...suggestion, insertText }));
}

function item({ line, startCharacter, endCharacter, insertText }: Suggestion): vscode.InlineCompletionItem {
  return new vscode.InlineCompletionItem(
    insertText,
    new vscode.Range(line, startCharacter, line, endCharacter),
  );
}
