import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TypingPause } from '../../../src/extension/suggestions/typing-pause.ts';

describe('a pause in the typing', () => {
  let pauses = 0;
  let pause = new TypingPause(() => pauses++);

  beforeEach(() => {
    vi.useFakeTimers();
    pauses = 0;
    pause = new TypingPause(() => pauses++);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('comes once, when no edit has come for a while', () => {
    for (let key = 0; key < 10; key++) {
      pause.edited();
      vi.advanceTimersByTime(600);
    }
    expect(pauses).toBe(0);
    vi.advanceTimersByTime(100_000);
    expect(pauses).toBe(1);
  });

  it('does not come after what is no typing', () => {
    pause.edited();
    pause.stop();
    vi.advanceTimersByTime(100_000);
    expect(pauses).toBe(0);
  });

  it('does not come when it is disposed, nor later', () => {
    pause.edited();
    pause.dispose();
    pause.edited();
    expect(vi.getTimerCount()).toBe(0);
  });
});
