import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { bestInverseTemperature } from '../../core/prediction/tune-cache.ts';
import { heldOutPaths } from '../../core/text/split.ts';
import type { Platform } from '../platform.ts';

/** Milliseconds without a new network until tuning begins. During a training, one comes within twenty seconds. */
const SETTLED_AFTER = 30_000;

/**
 * Tunes the cache over states to the network, on files that the network has not learned, once no new network has come
 * for a while. That takes some seconds of work, with a rest after each millisecond or two.
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

  /** Called when there is a new network. */
  tuneSoon(): void {
    clearTimeout(this.#timer);
    if (!this.#isDisposed) this.#timer = setTimeout(() => void this.tune(), SETTLED_AFTER);
  }

  /** Stops early, and changes nothing, when other knowledge serves. */
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
