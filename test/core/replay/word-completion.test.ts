import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { WordCompletion, WordCounts } from '../../../src/core/replay/word-completion.ts';

const text = fc
  .array(
    fc.constantFrom('get', 'getAll', 'gets', 'go', 'gone', 'a', 'ge', 'été', '中文字', ' ', '.', '\n', '('),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

/** The words of three or more characters, in their order. */
const wordsOf = (read: string): string[] =>
  read.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word.length >= 3);

function offered(workspace: readonly string[], typed: string, order: 'mostFrequent' | 'mostRecent') {
  const words = new WordCounts();
  for (const file of workspace) words.addAll(file);
  const source = new WordCompletion(words, order);
  source.type(typed);
  return finish(source.offer()).cuts;
}

describe('word completion', () => {
  it('offers the most frequent word, or the most recent one', () => {
    const workspace = ['getAll getAll gets gone'];
    expect(offered(workspace, 'get', 'mostFrequent')).toEqual([{ text: 'All', probability: 2 / 3 }]);
    expect(offered(workspace, 'get', 'mostRecent')).toEqual([{ text: 's', probability: 1 / 3 }]);
    expect(offered(workspace, 'getter get', 'mostRecent')).toEqual([{ text: 'ter', probability: 1 / 4 }]);
    expect(offered(workspace, 'gets gets get', 'mostFrequent')).toEqual([{ text: 's', probability: 3 / 5 }]);
    expect(offered(workspace, 'gets ', 'mostFrequent')).toEqual([]);
    expect(offered(workspace, 'x', 'mostFrequent')).toEqual([]);
  });

  it('offers what a search through all words, in their order, gives', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), text, (workspace, typed) => {
        const begun = /[\p{L}\p{N}_$]*$/u.exec(typed)?.[0] ?? '';
        const above = typed.slice(0, typed.length - begun.length);
        const all = [...workspace.flatMap(wordsOf), ...wordsOf(above)].filter((word) =>
          word.startsWith(begun),
        );
        const count = (word: string): number => all.filter((other) => other === word).length;
        const most = Math.max(...all.map(count));
        for (const order of ['mostFrequent', 'mostRecent'] as const) {
          const cuts = offered(workspace, typed, order);
          if (begun === '' || all.length === 0) {
            expect(cuts).toEqual([]);
            continue;
          }
          const possible =
            order === 'mostRecent' ? [all[all.length - 1]] : all.filter((word) => count(word) === most);
          if (cuts.length === 0) expect(possible).toContain(begun);
          for (const cut of cuts) {
            const word = begun + cut.text;
            expect(possible).toContain(word);
            expect(cut.probability).toBeCloseTo(count(word) / all.length, 12);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('knows a word only when it is finished, however it was typed', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (pieces) => {
        const words = new WordCounts();
        const inPieces = new WordCompletion(words, 'mostFrequent');
        for (const piece of pieces) inPieces.type(piece);
        expect(finish(inPieces.offer()).cuts).toEqual(offered([], pieces.join(''), 'mostFrequent'));
      }),
    );
  });
});
