import * as vscode from 'vscode';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import { TAKEN_COMMAND } from '../manifest/commands.ts';
import { afterBurst } from './after-burst.ts';
import { closedByEditor } from './closed-by-editor.ts';
import type { DocumentSetting } from './document-setting.ts';
import type { Enabled } from './enabled.ts';
import type { LastSuggestion } from './last-suggestion.ts';
import { PauseSuggestions } from './pause-suggestions.ts';
import type { PredictorSession, SuggestionRequest } from './predictor-session.ts';
import type { DocumentPreferences } from './suggest-preferences.ts';
import type { ShownSuggestions } from './shown-suggestions.ts';
import { isSuggestible } from './suggestible.ts';
import { TabKey } from './tab-key.ts';
import { WatchedTyping } from './watched-typing.ts';

/** What the editor asks for. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly selected: vscode.SelectedCompletionInfo | undefined;
  readonly isAskedFor: boolean;
}

interface CompletionParts {
  readonly predictor: PredictorSession;
  readonly enabled: Enabled;
  readonly preferences: DocumentSetting<DocumentPreferences>;
  readonly shown: ShownSuggestions;
  readonly last: LastSuggestion;
}

/** Ghost text: shows what the predictor suggests, and decides nothing about the text. */
export class InlineCompletions implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  readonly #predictor: PredictorSession;
  readonly #enabled: Enabled;
  readonly #preferences: DocumentSetting<DocumentPreferences>;
  readonly #shown: ShownSuggestions;
  readonly #last: LastSuggestion;
  readonly #typing = new WatchedTyping();
  readonly #pauses = new PauseSuggestions((...place) => this.#atPause(...place));
  readonly #tabKey = new TabKey();

  constructor({ predictor, enabled, preferences, shown, last }: CompletionParts) {
    this.#predictor = predictor;
    this.#enabled = enabled;
    this.#preferences = preferences;
    this.#shown = shown;
    this.#last = last;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { selectedCompletionInfo: selected, triggerKind }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const isAskedFor = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!this.#wantsSuggestion(document, isAskedFor)) return [];
    const found = (await this.#find({ document, position, selected, isAskedFor }, token)).filter(
      (suggestion) => suggestion !== undefined,
    );
    if (token.isCancellationRequested) return [];
    const [first] = found;
    this.#tabKey.suggested(first?.ghostText);
    const extendsEntry = selected !== undefined;
    const id = this.#shown.offered(document, position, found, { isAskedFor, extendsEntry });
    if (first) this.#last.offered(id, document, position, first);
    const understudies =
      first && !isAskedFor && !extendsEntry ? understudiesOf(first, document, position) : [];
    return [...found, ...understudies].map((suggestion) => item(suggestion, id));
  }

  changed(event: vscode.TextDocumentChangeEvent): void {
    this.#typing.changed(event);
    this.#pauses.changed(event);
  }

  dispose(): void {
    this.#pauses.dispose();
    this.#tabKey.dispose();
  }

  /** Only who asks is answered at once and with several. */
  async #find(
    { document, position, selected, isAskedFor }: Asked,
    token: vscode.CancellationToken,
  ): Promise<readonly (Suggestion | undefined)[]> {
    const waiting = this.#pauses.take(document, position);
    if (waiting && selected === undefined) return [waiting];
    const request = {
      ...this.#requestFor(document),
      selected: selected && { startCharacter: selected.range.start.character, text: selected.text },
    };
    if (isAskedFor) return this.#predictor.choices(document, position, request, token);
    const { version, uri } = document;
    const isWaitedFor = await afterBurst(this.#typing.pace, uri.toString(), token);
    if (!isWaitedFor || document.version !== version) return [];
    return [await this.#predictor.suggest(document, position, request, token)];
  }

  async #atPause(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<Suggestion | undefined> {
    if (this.#shown.standsIn(document) || !this.#wantsSuggestion(document, false)) return undefined;
    const request = { ...this.#requestFor(document), selected: undefined, isPause: true };
    const suggestion = await this.#predictor.suggest(document, position, request, token);
    return this.#shown.standsIn(document) ? undefined : suggestion;
  }

  #requestFor(document: vscode.TextDocument): Omit<SuggestionRequest, 'selected'> {
    return { ...requestFor(document, this.#preferences), keySeconds: this.#typing.pace.keySeconds };
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
    tabSize: typeof tabSize === 'number' ? Math.min(Math.max(tabSize, 1), 1000) : 4,
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

function item(
  { line, startCharacter, endCharacter, insertText }: Suggestion,
  id: number,
): vscode.InlineCompletionItem {
  const range = new vscode.Range(line, startCharacter, line, endCharacter);
  // The command is the only word from the editor that a suggestion was taken.
  const command = { command: TAKEN_COMMAND, title: '', arguments: [id] };
  return new vscode.InlineCompletionItem(insertText, range, command);
}
