import type { Cut } from '../../core/prediction/cut.ts';
import { Gate } from '../../core/prediction/gate/gate.ts';
import { Judge } from '../../core/prediction/gate/judge.ts';
import type { Offer } from '../../core/prediction/gate/offer.ts';
import { averagePace } from '../../core/prediction/gate/reading-time.ts';
import { measure } from './measure.ts';
import { type Result, round } from './result.ts';

/** The longest texts that are offered: one line of 80 characters, and four of 240. */
const offers = [
  { lines: 1, length: 80 },
  { lines: 4, length: 240 },
] as const;

/** How long the gate takes to judge and choose, at most: every beginning may be shown. */
export function* benchGate(short: boolean): Generator<Result> {
  for (const { lines, length } of offers) {
    const gate = new Gate(new Judge());
    const offer = longestOffer(lines, length);
    const { median } = measure(
      () => gate.choose(offer, { pace: averagePace, floor: 0.4, mayWait: true }),
      short ? 0.05 : 0.5,
    );
    yield {
      bench: 'gate',
      offer: `${String(lines)} × ${String(length / lines)} characters`,
      milliseconds: round(median * 1e3),
    };
  }
}

function longestOffer(lines: number, length: number): Offer {
  const line = `${'x'.repeat(length / lines - 1)}\n`;
  const text = line.repeat(lines).slice(0, -1);
  const cuts: readonly Cut[] = Array.from(text, (_, i) => ({
    text: text.slice(0, i + 1),
    probability: 0.999 ** i,
  }));
  return { cuts, path: cuts, around: { inside: 'code', word: 0, isBlank: true, match: 5 } };
}
