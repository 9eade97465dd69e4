import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../../../src/core/prediction/cut.ts';
import { Gate } from '../../../../src/core/prediction/gate/gate.ts';
import { Judge } from '../../../../src/core/prediction/gate/judge.ts';
import type { Offer } from '../../../../src/core/prediction/gate/offer.ts';
import { averagePace, type Pace } from '../../../../src/core/prediction/gate/reading-time.ts';

/** All beginnings of a text, with the probability of each character after the one before. */
function path(text: string, shares: readonly number[]): readonly Cut[] {
  let probability = 1;
  return [...text].map((_, i) => {
    probability *= shares[i] ?? 1;
    return { text: text.slice(0, i + 1), probability };
  });
}

/** Of these texts, only some may be shown. Nothing is known of the place, so probabilities are believed. */
function offer(all: readonly Cut[], mayBeShown: (cut: Cut) => boolean = () => true): Offer {
  return { cuts: all.filter(mayBeShown), path: all, around: undefined };
}

const choose = (one: Offer, pace: Pace = averagePace, floor = 0.4): string | undefined =>
  new Gate(new Judge()).choose(one, { pace, floor, mayWait: true })?.text;

const usual = { pace: averagePace, floor: 0.4, mayWait: true };

describe('the gate', () => {
  it.each([
    ['a long and sure text', 'measureHeight', [0.9], 'measureHeight'],
    // 0.9 · (4 · 0.2 − 0.25 − 5 · 0.05) − 0.1 · 0.5 > 0
    ['a short one that saves a little', 'gauge', [0.9], 'gauge'],
    // Reading three characters takes 0.4 s, typing them 0.6 s and the key that accepts 0.2 s.
    ['nothing that saves less time than it takes to read', 'log', [1], undefined],
    ['nothing that is likely to be wrong', 'measureHeight', [0.3], undefined],
    // If the first character comes, which it does in half of all cases, the rest is sure.
    ['nothing yet that will be surer after a character', 'measureHeight', [0.5], undefined],
    [
      'the sure beginning of an unsure text',
      'measureHeight(station)',
      [1, ...Array<number>(12).fill(1), 0.2],
      'measureHeight',
    ],
  ])('shows %s', (_, text, shares, expected) => {
    expect(choose(offer(path(text, shares)))).toBe(expected);
  });

  it('keeps nothing back from one who pauses', () => {
    const one = offer(path('measureHeight', [0.5]));
    const gate = new Gate(new Judge());
    expect(gate.choose(one, usual)).toBeUndefined();
    expect(gate.choose(one, { ...usual, mayWait: false })?.text).toBe('measureHeight');
  });

  it('shows less to one who types fast', () => {
    const one = offer(path('heightOf', [0.95]));
    expect(choose(one, { ...averagePace, key: 0.28 })).toBe('heightOf');
    expect(choose(one, { ...averagePace, key: 0.09 })).toBeUndefined();
  });

  it('shows what saves most time, unless waiting saves more, by the definition', () => {
    const shares = fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 1, maxLength: 16 });
    const floors = fc.constantFrom(0.2, 0.4, 0.7);
    fc.assert(
      fc.property(
        shares,
        fc.nat(0xffff),
        fc.double({ min: 0.08, max: 0.4, noNaN: true }),
        floors,
        (all, shown, key, floor) => {
          const text = 'abcdefghijklmnop'.slice(0, all.length);
          const whole = path(text, all);
          const one = offer(whole, (cut) => ((shown >> cut.text.length) & 1) === 1);
          const seconds = (n: number, right: number, reached: number): number =>
            right * ((n - 1) * key - 0.25 - 0.05 * n) - (reached - right) * (0.25 + 0.05 * Math.min(n, 8));
          const able = one.cuts.filter((cut) => cut.text.length >= 3 && cut.probability >= floor / 2);
          const behind = (taken: Cut): number =>
            Math.max(
              0,
              ...able
                .filter(({ text: { length } }) => length > taken.text.length)
                .map((next) => {
                  const share = next.probability / taken.probability;
                  const alone = seconds(next.text.length - taken.text.length, share, 1);
                  return share >= floor && alone > 0 ? alone + share * behind(next) : 0;
                }),
            );
          const now = able
            .filter((cut) => cut.probability >= floor)
            .map((cut) => ({ cut, alone: seconds(cut.text.length, cut.probability, 1) }))
            .filter(({ alone }) => alone > 0)
            .map(({ cut, alone }) => ({ cut, saved: alone + cut.probability * behind(cut) }));
          const best = Math.max(...now.map(({ saved }) => saved));
          const later = whole.slice(0, 12).flatMap(({ text: { length: j }, probability: reached }) =>
            able
              .filter((cut) => cut.text.length - j >= 3 && cut.probability >= floor * reached)
              .map((cut) => ({ cut, alone: seconds(cut.text.length - j, cut.probability, reached) }))
              .filter(({ alone }) => alone > 0)
              .map(({ cut, alone }) => alone + cut.probability * behind(cut)),
          );
          const expected =
            Math.max(...later) > best ? undefined : now.find(({ saved }) => saved === best)?.cut.text;
          expect(choose(one, { ...averagePace, key }, floor)).toBe(expected);
        },
      ),
    );
  });

  it('shows the sure beginning of a text if the rest can still be had behind it', () => {
    // Whole it saves 1.35 s, its beginning alone 1.25 s, and the rest behind that another 0.35 s.
    const shares = [0.95, ...Array<number>(11).fill(1), 0.6];
    expect(choose(offer(path('heightInFeet(ofStation', shares)))).toBe('heightInFeet');
  });

  it('does not count the indentation that the editor inserts', () => {
    const shows = (text: string): boolean => {
      const one: Offer = { cuts: [{ text, probability: 1 }], path: [], around: undefined };
      return new Gate(new Judge()).choose(one, usual) !== undefined;
    };
    // Seven keys for a look, or six.
    expect([shows('a()\nb()'), shows('a\n            b')]).toEqual([true, false]);
  });

  it('asks more of several lines, which push down what is below them', () => {
    const shows = (text: string, probability: number): boolean => {
      const one: Offer = { cuts: [{ text, probability }], path: [], around: undefined };
      return new Gate(new Judge()).choose(one, usual) !== undefined;
    };
    expect([shows('return height;', 0.6), shows('return\nheight;', 0.6)]).toEqual([true, false]);
    expect(shows('return\nheight;', 0.75)).toBe(true);
  });

  it('raises its bar with each refusal in a row, and lowers it when something is taken', () => {
    const gate = new Gate(new Judge());
    const unsure = offer([{ text: 'measureHeight', probability: 0.55 }]);
    const shows = (): boolean => gate.choose({ ...unsure, path: [] }, usual) !== undefined;
    const event = { signals: undefined };
    expect(shows()).toBe(true);
    gate.refused(event);
    expect(shows()).toBe(true);
    gate.refused(event);
    expect(shows()).toBe(false);
    gate.taken(event);
    expect(shows()).toBe(true);
  });

  it('is quiet for some characters after three refusals in a row', () => {
    const gate = new Gate(new Judge());
    const sure: Offer = { cuts: [{ text: 'measureHeight', probability: 0.99 }], path: [], around: undefined };
    for (let refused = 0; refused < 3; refused++) gate.refused({ signals: undefined });
    gate.typed(7);
    expect(gate.choose(sure, usual)).toBeUndefined();
    gate.typed(1);
    expect(gate.choose(sure, usual)?.text).toBe('measureHeight');
  });
});
