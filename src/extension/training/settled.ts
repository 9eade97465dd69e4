import * as vscode from 'vscode';
import { wait } from '../threads/wait.ts';

const quietMilliseconds = 3000;
const atMostMilliseconds = 30_000;

/** Resolves when the window has been quiet for a few seconds: then a start of training is in nobody's way. */
export async function settled(signal: AbortSignal): Promise<void> {
  let lastEvent = Date.now();
  const note = (): void => {
    lastEvent = Date.now();
  };
  const subscriptions = [
    vscode.workspace.onDidChangeTextDocument(note),
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.window.onDidChangeVisibleTextEditors(note),
  ];
  const latest = Date.now() + atMostMilliseconds;
  for (;;) {
    const quietFor = Date.now() - lastEvent;
    if (signal.aborted || quietFor >= quietMilliseconds || Date.now() >= latest) break;
    await wait(quietMilliseconds - quietFor, signal);
  }
  for (const subscription of subscriptions) subscription.dispose();
}
