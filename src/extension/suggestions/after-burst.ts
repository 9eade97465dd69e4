import type { CancellationToken } from 'vscode';
import { wait } from '../threads/wait.ts';
import type { TypingPace } from './typing-pace.ts';

/**
 * Resolves when no key has come for a moment, or at once where keys come slowly. Resolves to false if the request was
 * cancelled meanwhile, as the editor does at the next key.
 */
export async function afterBurst(
  pace: TypingPace,
  document: string,
  token: CancellationToken,
): Promise<boolean> {
  const left = pace.burstLeft(document, performance.now());
  if (left > 0 && !token.isCancellationRequested) {
    const cancelled = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      cancelled.abort();
    });
    await wait(left, cancelled.signal);
    subscription.dispose();
  }
  return !token.isCancellationRequested;
}
