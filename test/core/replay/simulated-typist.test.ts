import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { SimulatedTypist } from '../../../src/core/replay/simulated-typist.ts';
import { TypedText } from '../../../src/core/replay/typed-text.ts';
import type { Tally } from '../../../src/core/replay/tally.ts';
import { mostSaved } from '../prediction/most-saved.ts';
import { cutsAnywhere, typedText } from './offers.ts';

/** Types all of `text`, with the cuts that are offered at each place. */
function typed(text: string, threshold: number, cutsAt: (position: number) => readonly Cut[]) {
  const shown: [probability: number, right: boolean][] = [];
  const typist = new SimulatedTypist(
    new TypedText(text),
    { threshold, rejections: false },
    ({ probability, right }) => shown.push([probability, right]),
  );
  const places: number[] = [];
  while (typist.position < text.length) {
    places.push(typist.position);
    typist.press({ cuts: cutsAt(typist.position) });
  }
  return { tally: typist.tally, shown, places };
}

/** The definitions written out: every place is looked at separately, and what saves most is shown there. */
function byDefinition(text: string, threshold: number, cutsAt: (position: number) => readonly Cut[]) {
  const best = (position: number): string | undefined => {
    const cuts = cutsAt(position);
    const worth = cuts
      .filter(({ text: { length }, probability }) => length >= 3 && probability >= threshold)
      .map((cut) => {
        const later = mostSaved(cuts, threshold, cut);
        return { ...cut, saved: cut.probability * (cut.text.length - 1 + later) };
      });
    const most = Math.max(...worth.map(({ saved }) => saved));
    return worth.findLast(({ saved }) => saved === most)?.text;
  };
  const places: number[] = [];
  const keys: string[] = [];
  const distinct: { at: number; text: string; right: boolean }[] = [];
  for (let position = 0; position < text.length;) {
    places.push(position);
    const shown = best(position);
    const right = shown !== undefined && text.slice(position, position + shown.length) === shown;
    if (shown !== undefined) {
      // The same text as at the place before, without what was typed of it.
      const before = places.slice(0, -1).pop();
      const onlyShrank = before !== undefined && best(before) === text.slice(before, position) + shown;
      if (!onlyShrank) distinct.push({ at: position, text: shown, right });
    }
    const key = right ? shown : String.fromCodePoint(text.codePointAt(position)!);
    keys.push(key);
    position += key.length;
  }
  const inserted = keys.filter((key) => [...key].length > 1);
  return {
    places,
    tally: {
      characters: [...text].length,
      keys: keys.length,
      completed: [...inserted.join('')].length,
      shown: distinct.length,
      accepted: inserted.length,
      positions: places.length,
      shownPositions: places.filter((place) => best(place) !== undefined).length,
    } satisfies Tally,
  };
}

describe('simulated typist', () => {
  it('types as worked out by hand', () => {
    // "let x = value;": a wrong text at 4, shown shorter at 5; the right text at 8; one that is too short at 13.
    const offers: Record<number, readonly Cut[]> = {
      0: [{ text: 'let', probability: 0.2 }], // below the threshold
      4: [{ text: 'x == y', probability: 0.5 }],
      5: [{ text: ' == y', probability: 0.6 }],
      8: [
        { text: 'va', probability: 0.9 },
        { text: 'value', probability: 0.8 },
        { text: 'value + 1', probability: 0.3 },
      ],
      13: [{ text: ';', probability: 1 }],
    };
    const { tally, shown, places } = typed('let x = value;', 0.3, (position) => offers[position] ?? []);
    expect(tally).toEqual({
      characters: 14,
      keys: 10, // 8, the suggestion, 1
      completed: 5,
      shown: 2,
      accepted: 1,
      positions: 10,
      shownPositions: 3,
    });
    expect(shown).toEqual([
      [0.5, false],
      [0.8, true],
    ]);
    expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 13]);
  });

  it('counts characters, not halves of them', () => {
    const { tally } = typed('a😀b😀c😀', 0, (position) =>
      position === 1 ? [{ text: '😀b😀', probability: 1 }] : [],
    );
    expect(tally).toMatchObject({ characters: 6, keys: 4, completed: 3, positions: 4 });
  });

  it('types by the definitions, whatever is offered', () => {
    fc.assert(
      fc.property(typedText, cutsAnywhere, fc.constantFrom(0, 0.3, 0.5, 0.9), (text, cutsAt, threshold) => {
        const { tally, places } = typed(text, threshold, cutsAt(text));
        expect({ tally, places }).toEqual(byDefinition(text, threshold, cutsAt(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('presses no key for what the editor inserts, and no suggestion gets credit for it', () => {
    const text = 'f {\n  if (a) {\n    go();\n  }\n\n}\n';
    const indentation = (above: string) => /^ */.exec(above)![0] + (above.endsWith('{') ? '  ' : '');
    const typed = new TypedText(text, indentation);
    // Before the last line but one the editor has inserted too much: nothing is taken back, and nothing is given.
    expect(typed.characters).toBe(text.length - 2 - 4 - 2);
    const whole = '{\n    go();\n  }';
    const typist = new SimulatedTypist(typed, { threshold: 0.5, rejections: false });
    const places: number[] = [];
    while (typist.position < text.length) {
      places.push(typist.position);
      typist.press({
        cuts: text.startsWith(whole, typist.position) ? [{ text: whole, probability: 1 }] : [],
      });
    }
    expect(typist.tally).toMatchObject({ completed: whole.length - 4 - 2, accepted: 1 });
    expect(typist.tally.keys).toBe(typed.characters - typist.tally.completed + 1);
    expect(places).not.toContain(text.indexOf('  if'));
    expect(places).toContain(text.indexOf('if'));
  });

  it('is not shown a rejected text again, where rejections are remembered', () => {
    // The same wrong text at 0, at 1 and at 2, each without what was typed since.
    const text = 'abcde';
    const cutsAt = (position: number): Cut[] => [{ text: 'abcXYZ'.slice(position), probability: 0.8 }];
    for (const rejections of [false, true]) {
      const typist = new SimulatedTypist(new TypedText(text), { threshold: 0.5, rejections });
      while (typist.position < text.length)
        typist.press({ cuts: typist.position < 3 ? cutsAt(typist.position) : [] });
      expect(typist.tally).toMatchObject({ shown: 1, shownPositions: rejections ? 1 : 3, keys: 5 });
    }
  });

  it('accepts the beginning of a rejected text', () => {
    const cuts = [
      { text: 'abcd', probability: 0.9 },
      { text: 'abcdef', probability: 0.8 },
    ];
    const rest = cuts.map(({ text, probability }) => ({ text: text.slice(1), probability }));
    const typist = new SimulatedTypist(new TypedText('abcdxy'), { threshold: 0.3, rejections: true });
    typist.press({ cuts }); // abcdef is shown: 0.8 · 5 > 0.9 · 3
    typist.press({ cuts: rest }); // (0.9 − 0.8) / (1 − 0.8) = 0.5 for bcd
    expect(typist.tally).toMatchObject({ keys: 2, shown: 2, accepted: 1, completed: 3 });
  });
});
