import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Activity, TacitApi } from '../../src/extension/api.ts';

/** Returns the extension under test. */
export function tacitExtension(): vscode.Extension<TacitApi> {
  const extension = vscode.extensions.getExtension<TacitApi>('tacit.tacit');
  assert(extension, 'The editor does not know the extension tacit.tacit.');
  return extension;
}

export interface WatchedTacit {
  readonly api: TacitApi;
  /** The activities since activation, in order and without repetitions. */
  readonly activities: readonly Activity[];
}

/** Waits until the extension is active, and notes its activities from then on. */
export async function activateTacit(): Promise<WatchedTacit> {
  const api = await tacitExtension().activate();
  const activities = [api.state().activity];
  api.onDidChangeState(({ activity }) => {
    if (activities.at(-1) !== activity) activities.push(activity);
  });
  return { api, activities };
}

/**
 * Asks again and again until there is an answer. The time limit is generous: these tests are about what happens, not
 * about when.
 *
 * @param what - completes the message "There was never ..."
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  minutes = 4,
): Promise<T> {
  for (const end = Date.now() + minutes * 60_000; Date.now() < end;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`There was never ${what}.`);
}

/** Opens an untitled TypeScript document in an editor, with the cursor at its end. */
export async function typeNew(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(content.length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

/** Whether a text is the rest of a line or its beginning. It may go on in the next lines. */
export function beginsLike(rest: string, text: string): boolean {
  const [first, ...others] = text.split('\n');
  return others.length > 0 ? rest === first : rest.startsWith(first);
}

/** Waits until the suggestion for a typed text is the rest of its line, or the first part of the rest. */
export async function suggestionFor(
  api: TacitApi,
  { typed, rest }: { readonly typed: string; readonly rest: string },
): Promise<string> {
  const { document, selection } = await typeNew(typed);
  let last: string | undefined;
  try {
    return await eventually('the suggestion that the workspace leads to', async () => {
      last = (await api.suggest(document, selection.active))?.text;
      return last !== undefined && last.length >= 5 && beginsLike(rest, last) ? last : undefined;
    });
  } catch (error) {
    const { activity, hasModel, message, model } = api.state();
    throw new Error(
      `The suggestion after "${typed}" was ${JSON.stringify(last)}, not "${rest}". ` +
        JSON.stringify({ activity, hasModel, message, model }),
      { cause: error },
    );
  }
}
