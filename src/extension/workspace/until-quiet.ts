import * as vscode from 'vscode';
import { wait } from '../threads/wait.ts';

const QUIET_MILLISECONDS = 3000;
const AT_MOST_MILLISECONDS = 30_000;

/**
 * Resolves when nothing has happened in the window for a few seconds, so that training begins when it disturbs nobody.
 */
export async function untilQuiet(signal: AbortSignal): Promise<void> {
  let lastEvent = Date.now();
  const note = (): void => {
    lastEvent = Date.now();
  };
  const subscriptions = [
    vscode.workspace.onDidChangeTextDocument(note),
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.window.onDidChangeVisibleTextEditors(note),
  ];
  const latest = Date.now() + AT_MOST_MILLISECONDS;
  for (;;) {
    const quietFor = Date.now() - lastEvent;
    if (signal.aborted || quietFor >= QUIET_MILLISECONDS || Date.now() >= latest) break;
    await wait(QUIET_MILLISECONDS - quietFor, signal);
  }
  for (const subscription of subscriptions) subscription.dispose();
}
