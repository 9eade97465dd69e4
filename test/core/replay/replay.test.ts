import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import type { Offer } from '../../../src/core/prediction/gate/offer.ts';
import { replay } from '../../../src/core/replay/replay.ts';
import { SimulatedTypist } from '../../../src/core/replay/simulated-typist.ts';
import { TypedText } from '../../../src/core/replay/typed-text.ts';
import type { TypedSource } from '../../../src/core/replay/typed-source.ts';
import { cutsAnywhere, typedText } from './offers.ts';

/** Has an offer for each place, and keeps what was typed. */
class PlaceSource implements TypedSource {
  typed = '';
  readonly looked: number[] = [];
  readonly #cutsAt: (position: number) => readonly Cut[];

  constructor(cutsAt: (position: number) => readonly Cut[]) {
    this.#cutsAt = cutsAt;
  }

  type(text: string): void {
    this.typed += text;
  }

  // Nothing is left to do.
  *offer(): Generator<void, Offer> {
    this.looked.push(this.typed.length);
    return { cuts: this.#cutsAt(this.typed.length), path: [], around: undefined };
  }
}

const options = fc.record({
  threshold: fc.constantFrom(0, 0.2, 0.5, 0.8, 1.1),
  rejections: fc.boolean(),
});

describe('replay', () => {
  it('gives each of many typists what the typist would get alone', () => {
    fc.assert(
      fc.property(typedText, cutsAnywhere, fc.array(options, { maxLength: 5 }), (text, cutsAt, all) => {
        const together = all.map((one) => new SimulatedTypist(new TypedText(text), one));
        const source = new PlaceSource(cutsAt(text));
        finish(replay(text, source, together));
        expect(source.typed).toBe(text);

        const places = new Set<number>();
        for (const [i, one] of all.entries()) {
          const alone = new SimulatedTypist(new TypedText(text), one);
          while (alone.position < text.length) {
            places.add(alone.position);
            alone.press({ cuts: cutsAt(text)(alone.position) });
          }
          expect(together[i].tally).toEqual(alone.tally);
        }
        // It looks once where any of them looks, and nowhere else.
        expect(source.looked).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});
