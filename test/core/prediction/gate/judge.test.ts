import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLearnedJudge, Judge, type LearnedJudge } from '../../../../src/core/prediction/gate/judge.ts';
import type { Surroundings } from '../../../../src/core/prediction/gate/offer.ts';
import { signalNames, signalsAlong } from '../../../../src/core/prediction/gate/signals.ts';

const code: Surroundings = { inside: 'code', word: 0, isBlank: false, match: 3 };

function signals(text: string, probability: number, around = code): Float64Array {
  const path = [...text].map((_, i) => ({ text: text.slice(0, i + 1), probability }));
  return signalsAlong(path, around)({ text, probability });
}

const anySignals = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: signalNames.length,
    maxLength: signalNames.length,
  })
  .map((values) => Float64Array.from(values));

describe('the judge', () => {
  it('begins near the probability of the text', () => {
    for (const probability of [0.3, 0.5, 0.7, 0.9]) {
      const judged = new Judge().probability(signals('measureHeight', probability));
      expect(Math.abs(judged - probability)).toBeLessThan(0.2);
    }
  });

  it('moves towards what happened, and never past it', () => {
    fc.assert(
      fc.property(anySignals, fc.boolean(), (seen, isTaken) => {
        const judge = new Judge();
        const before = judge.probability(seen);
        judge.learn(seen, isTaken);
        const after = judge.probability(seen);
        expect(after >= 0 && after <= 1).toBe(true);
        expect(isTaken ? after >= before : after <= before).toBe(true);
      }),
    );
  });

  it('stays sane after ten events', () => {
    const judge = new Judge();
    for (let event = 0; event < 10; event++) judge.learn(signals('measureHeight', 0.95), false);
    expect(judge.probability(signals('measureHeight', 0.95))).toBeLessThan(0.75);
    const other = { ...code, inside: 'comment' } as const;
    const [before, after] = [new Judge(), judge].map((one) =>
      one.probability(signals('measureHeight', 0.95, other)),
    );
    expect(before - after).toBeLessThan(0.25);
  });

  it('learns what one person does not want', () => {
    const judge = new Judge();
    // Takes what is right, but nothing short.
    for (let event = 0; event < 100; event++) {
      judge.learn(signals('gauge', 0.9), false);
      judge.learn(signals('measureHeight', 0.9), event % 10 !== 0);
    }
    expect(judge.probability(signals('gauge', 0.9))).toBeLessThan(0.3);
    expect(judge.probability(signals('measureHeight', 0.9))).toBeGreaterThan(0.8);
  });

  it('is what it was after it was stored', () => {
    const judge = new Judge();
    judge.learn(signals('gauge', 0.9), false);
    const stored: unknown = JSON.parse(JSON.stringify(judge.learned));
    expect(isLearnedJudge(stored)).toBe(true);
    const again = new Judge();
    again.restore(stored as LearnedJudge);
    expect(again.learned).toEqual(judge.learned);
    expect(again.events).toBe(1);
  });

  it.each([
    ['too few weights', { weights: [1] }],
    ['a weight that is not finite', { weights: signalNames.map(() => null) }],
    ['weights whose sums overflow', { weights: signalNames.map((_, i) => (i % 2 === 0 ? 1e300 : -1e300)) }],
    ['a precision below that of the beginning', { precision: signalNames.map(() => 1e-9) }],
    ['a precision of nothing', { precision: signalNames.map(() => 0) }],
    ['fewer events than none', { events: -1 }],
    ['no number of events', { events: 'many' }],
  ])('is damaged with %s', (_, wrong) => {
    expect(isLearnedJudge({ ...new Judge().learned, ...wrong })).toBe(false);
  });

  it('does not use what was learned with other signals', () => {
    const judge = new Judge();
    judge.restore({ signature: 'other', weights: [1], precision: [1], events: 3 });
    expect(judge.learned).toEqual(new Judge().learned);
  });

  it('forgets', () => {
    const judge = new Judge();
    judge.learn(signals('gauge', 0.9), false);
    judge.forget();
    expect(judge.learned).toEqual(new Judge().learned);
  });
});
