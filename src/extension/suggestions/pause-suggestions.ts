import * as vscode from 'vscode';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import { TypingPause } from './typing-pause.ts';

/** Asks the predictor for what to show in a pause at the cursor. */
type AskAtPause = (
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
) => Promise<Suggestion | undefined>;

interface Place {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
}

/** Every provider of this extension, for the editor's command. */
const OUR_PROVIDERS = 'tacit.tacit:*';

/**
 * Asks once more when the typing pauses: a look costs less then. If there is something to show, the editor is made to
 * ask for it, as it does when somebody types.
 */
export class PauseSuggestions implements vscode.Disposable {
  readonly #ask: AskAtPause;
  readonly #pause = new TypingPause(() => void this.#paused());
  #asking: vscode.CancellationTokenSource | undefined;
  /** What waits for the editor to ask. */
  #found: (Place & { readonly suggestion: Suggestion }) | undefined;

  constructor(ask: AskAtPause) {
    this.#ask = ask;
  }

  changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const editor = vscode.window.activeTextEditor;
    if (document !== editor?.document || contentChanges.length === 0) return;
    this.#forget();
    const { line } = editor.selection.active;
    const isHere = contentChanges.some(({ range }) => Math.abs(range.start.line - line) <= 1);
    // Who undoes something looks at that.
    if (isHere && reason === undefined) this.#pause.edited();
  }

  /** Returns what was found for this place, once. */
  take(document: vscode.TextDocument, position: vscode.Position): Suggestion | undefined {
    const found = this.#found;
    this.#found = undefined;
    if (found === undefined || !isSame(found, { document, version: document.version, position }))
      return undefined;
    return found.suggestion;
  }

  dispose(): void {
    this.#pause.dispose();
    this.#forget();
  }

  #forget(): void {
    this.#pause.stop();
    this.#asking?.cancel();
    this.#asking?.dispose();
    this.#asking = undefined;
    this.#found = undefined;
  }

  async #paused(): Promise<void> {
    const before = placeToSuggest();
    if (before === undefined) return;
    const asking = new vscode.CancellationTokenSource();
    this.#asking = asking;
    const suggestion = await this.#ask(before.document, before.position, asking.token);
    const after = placeToSuggest();
    if (suggestion === undefined || asking.token.isCancellationRequested || !isSame(before, after)) return;
    this.#found = { ...before, suggestion };
    // The editor has asked here before. With a provider it asks again, and takes that for its own wish.
    const trigger = { providerId: OUR_PROVIDERS, explicit: false };
    await vscode.commands
      .executeCommand('editor.action.inlineSuggest.trigger', trigger)
      .then(undefined, () => undefined);
  }
}

/** Where the user types, if the editor would suggest there by itself. */
function placeToSuggest(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!vscode.window.state.focused || editor?.selections.length !== 1 || !editor.selection.isEmpty)
    return undefined;
  const { document } = editor;
  const isOn = vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled');
  return isOn === false
    ? undefined
    : { document, version: document.version, position: editor.selection.active };
}

function isSame(before: Place, after: Place | undefined): boolean {
  return (
    before.document === after?.document &&
    before.version === after.version &&
    before.position.isEqual(after.position)
  );
}
