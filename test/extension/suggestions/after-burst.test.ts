import type { CancellationToken } from 'vscode';
import { describe, expect, it } from 'vitest';
import { afterBurst } from '../../../src/extension/suggestions/after-burst.ts';
import { TypingPace } from '../../../src/extension/suggestions/typing-pace.ts';

/** A token as the editor's. */
class Token {
  isCancellationRequested = false;
  readonly listeners = new Set<() => void>();

  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.listeners) listener();
  }
}

/** A pace whose burst lasts so long that a test that waited for its end would fail. */
function endlessBurst(): TypingPace {
  const pace = new TypingPace();
  const later = performance.now() + 10_000_000;
  pace.key('a', later - 1);
  pace.key('a', later);
  return pace;
}

describe('a request in a burst of keys', () => {
  it('is answered at once where keys come slowly', async () => {
    const token = new Token();
    expect(await afterBurst(new TypingPace(), 'a', token as unknown as CancellationToken)).toBe(true);
  });

  it('is dropped when it is cancelled, and leaves no listener', async () => {
    const token = new Token();
    const answered = afterBurst(endlessBurst(), 'a', token as unknown as CancellationToken);
    expect(token.listeners.size).toBe(1);
    token.cancel();
    expect(await answered).toBe(false);
    expect(token.listeners.size).toBe(0);
  });

  it('is answered after the burst, and leaves no listener', async () => {
    const token = new Token();
    const pace = new TypingPace();
    pace.key('a', performance.now() - 1);
    pace.key('a', performance.now());
    expect(await afterBurst(pace, 'a', token as unknown as CancellationToken)).toBe(true);
    expect(token.listeners.size).toBe(0);
  });
});
