/** Who has typed nothing for this long is likely to look up. */
const PAUSE_MILLISECONDS = 1000;

/** Calls its listener once when no edit has come for about a second after an edit. */
export class TypingPause {
  readonly #listener: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(listener: () => void) {
    this.#listener = listener;
  }

  edited(): void {
    this.stop();
    if (!this.#isDisposed) this.#timer = setTimeout(this.#listener, PAUSE_MILLISECONDS);
  }

  /** Whatever was typed, no pause follows it. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.stop();
  }
}
