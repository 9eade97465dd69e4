import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { bestInverseTemperature } from '../../core/prediction/tune-cache.ts';
import { heldOutPaths } from '../../core/text/split.ts';
import type { Platform } from '../platform.ts';

/** Milliseconds without another network: while one is being trained, the next comes within twenty seconds. */
const SETTLED_AFTER = 30_000;

/**
 * Tunes the cache over a network's states to the network, on files that it has not learned, once no other network has
 * come for a while. Some seconds of work, which rests after each millisecond or two.
 */
export class CacheTuner {
  readonly #platform: Platform;
  readonly #knowledge: () => Knowledge | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(platform: Platform, knowledge: () => Knowledge | undefined) {
    this.#platform = platform;
    this.#knowledge = knowledge;
  }

  /** There is another network now. */
  tuneSoon(): void {
    clearTimeout(this.#timer);
    if (!this.#isDisposed) this.#timer = setTimeout(() => void this.tune(), SETTLED_AFTER);
  }

  /** Ends early, and leaves the temperature as it is, when other knowledge comes. */
  async tune(): Promise<void> {
    const known = this.#knowledge();
    if (!known?.network) return;
    const { network, tokenizer, memory, mixing } = known;
    const files = memory.remembered();
    const held = heldOutPaths(files);
    const unlearned = files
      .filter(({ path }) => held.has(path))
      .map(({ tokens }) => ({ tokens: Int32Array.from(tokens) }));
    const work = bestInverseTemperature(network, tokenizer, unlearned, () => this.#platform.createKernels());
    for (;;) {
      const { done, value } = work.next();
      if (done === true) {
        mixing.inverseTemperature = value ?? mixing.inverseTemperature;
        return;
      }
      await this.#platform.breathe();
      if (this.#isDisposed || this.#knowledge() !== known) {
        work.return(undefined);
        return;
      }
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }
}
