import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lock } from '../../../src/extension/platform.ts';
import { LockSession } from '../../../src/extension/training/lock-session.ts';

/** A window and the lock of its workspace, which the test may give to another window. */
class Window {
  isFree = true;
  isHeld = false;
  canBeStored = true;
  /** How often the session has looked again. */
  looks = 0;
  /** How often it has reported that the lock is lost. */
  losses = 0;
  loseLock: () => void = () => undefined;
  readonly session = new LockSession({
    acquireLock: () => this.#acquire(),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    lockLost: () => this.losses++,
    lookAgain: () => {
      this.looks++;
      return Promise.resolve();
    },
  });

  #acquire(): Promise<Lock | undefined> {
    if (!this.canBeStored) return Promise.reject(new Error('no disk'));
    if (!this.isFree) return Promise.resolve(undefined);
    this.isFree = false;
    this.isHeld = true;
    return Promise.resolve({
      onLost: (listener) => (this.loseLock = listener),
      release: () => {
        this.isHeld = false;
        return Promise.resolve();
      },
    });
  }
}

describe("a workspace's lock in a window", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is taken once and kept until the window closes', async () => {
    const window = new Window();
    expect(await window.session.acquire()).toBe('held');
    expect(await window.session.acquire()).toBe('held');
    expect(window.isHeld).toBe(true);
    await window.session.dispose();
    expect(window.isHeld).toBe(false);
  });

  it('is left to the window that holds it', async () => {
    const window = new Window();
    window.isFree = false;
    expect(await window.session.acquire()).toBe('elsewhere');
    window.isFree = true;
    expect(await window.session.acquire()).toBe('held');
  });

  it('is unavailable if it cannot be stored', async () => {
    const window = new Window();
    window.canBeStored = false;
    expect(await window.session.acquire()).toBe('unavailable');
  });

  it('can be lost, and then is not released', async () => {
    const window = new Window();
    await window.session.acquire();
    window.loseLock();
    expect(window.losses).toBe(1);
    expect(await window.session.acquire()).toBe('elsewhere');
    await window.session.dispose();
    expect(window.isHeld).toBe(true);
  });

  it('is looked at again after a minute, and not again after that unless asked', async () => {
    const window = new Window();
    void window.session.lookOn();
    void window.session.lookOn();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(window.looks).toBe(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(window.looks).toBe(1);
    void window.session.lookOn();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(window.looks).toBe(2);
  });

  it('is not looked at again after the window has closed', async () => {
    const window = new Window();
    const looking = window.session.lookOn();
    await window.session.dispose();
    expect(vi.getTimerCount()).toBe(0);
    await looking;
    expect(window.looks).toBe(0);
  });
});
