import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import {
  addTallies,
  emptyTally,
  precisionError,
  ratesOf,
  type Tally,
} from '../../../src/core/replay/tally.ts';
import { SimulatedTypist } from '../../../src/core/replay/simulated-typist.ts';
import { TypedText } from '../../../src/core/replay/typed-text.ts';
import { LEAST_THRESHOLD, ThresholdScan } from '../../../src/core/replay/threshold.ts';
import { cutsAnywhere, typedText } from './offers.ts';

const tally: Tally = {
  characters: 200,
  keys: 150,
  completed: 60,
  shown: 25,
  accepted: 10,
  positions: 150,
  shownPositions: 30,
};

describe('rates', () => {
  it('are the shares that their names say', () => {
    expect(ratesOf(tally)).toEqual({
      keystrokesSaved: 0.25,
      completedCharacters: 0.3,
      precision: 0.4,
      shownRate: 0.2,
      suggestionsPer100: 12.5,
    });
  });

  it('are those of all characters of several files, not the mean of all rates', () => {
    const other = { ...emptyTally, characters: 800, keys: 800, positions: 800 };
    expect(ratesOf(addTallies([tally, other]))).toMatchObject({ keystrokesSaved: 0.05, precision: 0.4 });
  });

  it('are 0 for an empty text', () => {
    expect(ratesOf(addTallies([]))).toEqual(ratesOf(emptyTally));
    expect(Object.values(ratesOf(emptyTally))).toEqual([0, 0, 0, 0, 0]);
  });
});

type CutsAt = (text: string) => (position: number) => readonly Cut[];

describe('the standard error of a precision', () => {
  const shown = (accepted: number, of: number): Tally => ({ ...emptyTally, accepted, shown: of });

  it('comes from the differences between texts', () => {
    // By hand: precision 15 / 30; residuals 4 − 5, 3 − 5, 8 − 5; √(3/2 · 14) / 30.
    expect(precisionError([shown(4, 10), shown(3, 10), shown(8, 10)])).toBeCloseTo(Math.sqrt(21) / 30, 12);
    expect(precisionError([shown(5, 10), shown(10, 20)])).toBe(0);
  });

  it('is the binomial one for a single text, and 0 for none', () => {
    expect(precisionError([shown(36, 100)])).toBeCloseTo(0.048, 12);
    expect(precisionError([])).toBe(0);
  });
});

describe('threshold scan', () => {
  /** Types whole texts with one threshold. */
  function rates(texts: readonly string[], cutsAt: CutsAt, threshold: number) {
    return ratesOf(
      addTallies(
        texts.map((text) => {
          const typist = new SimulatedTypist(new TypedText(text), { threshold, rejections: false });
          return typeAll(text, typist, cutsAt);
        }),
      ),
    );
  }

  function typeAll(text: string, typist: SimulatedTypist, cutsAt: CutsAt): Tally {
    while (typist.position < text.length) typist.press({ cuts: cutsAt(text)(typist.position) });
    return typist.tally;
  }

  it('finds the threshold that saves most among those that reach the precision, or the one nearest to it', () => {
    const floor = fc.constantFrom(0, 0.35, 0.5, 0.8, 1);
    fc.assert(
      fc.property(
        fc.array(typedText, { maxLength: 3 }),
        cutsAnywhere,
        floor,
        (texts, cutsAt, precisionFloor) => {
          const scan = new ThresholdScan(false);
          const byThreshold: Tally[][] = [];
          for (const text of texts) {
            const typists = scan.typists(new TypedText(text));
            for (const [i, typist] of typists.entries()) {
              (byThreshold[i] ??= []).push(typeAll(text, typist, cutsAt));
            }
            scan.finish(typists);
          }
          const best = scan.best(precisionFloor);
          expect(best).toBeGreaterThanOrEqual(LEAST_THRESHOLD);
          const found = rates(texts, cutsAt, best);
          const tried = byThreshold.map((tallies) => ({
            ...ratesOf(addTallies(tallies)),
            error: precisionError(tallies),
          }));
          const reaching = tried.filter(({ precision, error }) => precision - error >= precisionFloor);
          if (reaching.length === 0) {
            for (const { precision, error } of tried) {
              expect(found.precision).toBeGreaterThanOrEqual(precision - error);
            }
          } else {
            expect(found.precision).toBeGreaterThanOrEqual(precisionFloor);
            expect(found.keystrokesSaved).toBe(Math.max(...reaching.map((one) => one.keystrokesSaved)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
