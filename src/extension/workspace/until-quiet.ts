import * as vscode from 'vscode';
import { wait } from '../threads/wait.ts';

const QUIET_MILLISECONDS = 3000;
const AT_MOST_MILLISECONDS = 30_000;

/**
 * Resolves when nothing has happened in the window for a few seconds, so that what begins then disturbs nobody.
 *
 * @param atMost - milliseconds
 */
export async function untilQuiet(signal: AbortSignal, atMost = AT_MOST_MILLISECONDS): Promise<void> {
  let lastEvent = performance.now();
  const note = (): void => {
    lastEvent = performance.now();
  };
  const subscriptions = [
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // What programs print is no sign of a user.
      if (document.uri.scheme !== 'output') note();
    }),
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.window.onDidChangeVisibleTextEditors(note),
  ];
  const latest = performance.now() + atMost;
  for (;;) {
    const quietFor = performance.now() - lastEvent;
    if (signal.aborted || quietFor >= QUIET_MILLISECONDS || performance.now() >= latest) break;
    await wait(QUIET_MILLISECONDS - quietFor, signal);
  }
  for (const subscription of subscriptions) subscription.dispose();
}
