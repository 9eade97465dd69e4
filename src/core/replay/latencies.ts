import type { BoundedWork } from '../base/bounded-work.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import type { TypedSource } from './typed-source.ts';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How long it took to find the cuts at each place, including the typing before it. */
export class Latencies {
  readonly #milliseconds: number[] = [];

  /** The same source, timed. `now` is in milliseconds. */
  watch(source: TypedSource, now: () => number): TypedSource {
    let typing = 0;
    const note = (milliseconds: number): void => {
      this.#milliseconds.push(milliseconds);
    };
    return {
      type(text) {
        const start = now();
        source.type(text);
        typing = now() - start;
      },
      *offer(): BoundedWork<Offer> {
        const start = now();
        const offer = yield* source.offer();
        note(typing + now() - start);
        typing = 0;
        return offer;
      },
      dispose() {
        source.dispose?.();
      },
    };
  }

  /** Undefined if nothing was timed. The first hundred are left out: they warm up the engine's compilers. */
  percentiles(): Percentiles | undefined {
    const warm = this.#milliseconds.slice(100).sort((a, b) => a - b);
    if (warm.length === 0) return undefined;
    const at = (share: number): number => warm[Math.floor(share * warm.length)]!;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}
