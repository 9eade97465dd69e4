import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { Judge } from '../../../src/core/prediction/gate/judge.ts';
import { averagePace } from '../../../src/core/prediction/gate/reading-time.ts';
import { OracleTypist } from '../../../src/core/replay/oracle-typist.ts';
import { netTimeSaved } from '../../../src/core/replay/timed-tally.ts';
import { TimedTypist, type TimedTypistOptions } from '../../../src/core/replay/timed-typist.ts';
import { TypedText } from '../../../src/core/replay/typed-text.ts';
import { cutsAnywhere, typedText } from './offers.ts';

const usual: TimedTypistOptions = { pace: averagePace, floor: 0.4, looks: 1, takesWords: false };

/** Types all of a text, with what is offered at each place. */
function typed(text: string, offers: Readonly<Record<number, string>>, options = usual) {
  const typist = new TimedTypist(new TypedText(text), options, new Judge());
  while (typist.position < text.length) {
    const cuts = [offers[typist.position] ?? []]
      .flat()
      .map((offered) => ({ text: offered, probability: 0.95 }));
    typist.press({ cuts, path: [], around: undefined });
  }
  return typist.tally;
}

describe('the timed typist', () => {
  it('takes what is right with one key, after a look at all of it', () => {
    const tally = typed('const height = 1;', { 6: 'height = 1;' });
    expect(tally).toMatchObject({
      keys: 7,
      looks: 1,
      read: 11,
      shown: 1,
      taken: 1,
      refused: 0,
      completed: 11,
    });
    // 7 keys, a look and 11 characters, instead of 17 keys.
    expect(netTimeSaved(tally, averagePace)).toBeCloseTo(1 - (7 * 0.2 + 0.25 + 11 * 0.05) / (17 * 0.2), 12);
  });

  it('reads what is wrong to its first wrong character and five more, and types on', () => {
    const tally = typed('const height = 1;', { 6: 'heightOfTheTide' });
    expect(tally).toMatchObject({ keys: 17, looks: 1, read: 11, shown: 1, taken: 0, refused: 1 });
  });

  it('looks once at what stands while it is typed through', () => {
    const offers = Object.fromEntries([...'height'].map((_, i) => [6 + i, 'heightOfTheTide'.slice(i)]));
    expect(typed('const height = 1;', offers)).toMatchObject({ looks: 1, shown: 1, refused: 1 });
  });

  it('takes the right words at the beginning of a wrong text, if it wants them', () => {
    const offers = { 0: 'const height = measure' };
    const words = typed('const height = 1;', offers, { ...usual, takesWords: true });
    // "const", " height" and " =" are three keys; " 1;" is typed.
    expect(words).toMatchObject({ keys: 6, looks: 1, taken: 0, completed: 14 });
  });

  it('takes nothing that it does not look at', () => {
    const text = 'abcdefgh'.repeat(10);
    const offers = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [8 * i, 'abcdefgh']));
    const tally = typed(text, offers, { ...usual, looks: 0.3 });
    expect(tally).toMatchObject({ shown: 10, looks: 3, taken: 3, refused: 0 });
  });

  it('takes nothing that it does not want', () => {
    const wants = ({ text }: Cut): boolean => text.length >= 12;
    expect(typed('const height = 1;', { 6: 'height = 1;' }, { ...usual, wants })).toMatchObject({ taken: 0 });
  });
});

describe('the oracle', () => {
  it('goes the fastest way through the text, by trying all ways', () => {
    fc.assert(
      fc.property(typedText, cutsAnywhere, (text, cutsFor) => {
        const cutsAt = cutsFor(text);
        const fastest = (position: number): number => {
          if (position >= text.length) return 0;
          const [first = ''] = text.slice(position);
          const ways = [
            first,
            ...cutsAt(position).flatMap((cut) => (text.startsWith(cut.text, position) ? cut.text : [])),
          ];
          return Math.min(
            ...ways.map((way, i) => {
              const read = i === 0 ? 0 : 0.25 + 0.05 * [...way].length;
              return read + 0.2 + known(position + way.length);
            }),
          );
        };
        const seconds = new Map<number, number>();
        const known = (position: number): number => {
          const before = seconds.get(position);
          if (before !== undefined) return before;
          const now = fastest(position);
          seconds.set(position, now);
          return now;
        };
        const oracle = new OracleTypist(new TypedText(text), averagePace);
        while (oracle.position < text.length) oracle.press({ cuts: cutsAt(oracle.position) });
        expect(oracle.seconds).toBeCloseTo(known(0), 9);
      }),
    );
  });
});
