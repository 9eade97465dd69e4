import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { WordIndex } from '../../../src/core/memory/word-index.ts';
import { heal } from '../../../src/core/prediction/healing.ts';
import { KnownWords } from '../../../src/core/prediction/known-words.ts';
import { PieceIndex } from '../../../src/core/prediction/piece-index.ts';
import { Place } from '../../../src/core/prediction/place.ts';
import { Search } from '../../../src/core/prediction/search.ts';
import { WordGuide } from '../../../src/core/prediction/word-guide.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';

/** The words of files that exist, after others have gone. */
function wordsOf(existing: string, gone = ''): WordIndex {
  const index = new WordIndex();
  index.add(`${existing} ${gone}`);
  index.remove(gone);
  return index;
}

function guideAt(prefix: string, existing: string, gone = ''): WordGuide {
  return new WordGuide(new KnownWords(wordsOf(existing, gone), new WordIndex(), prefix, ''), prefix);
}

describe('WordGuide', () => {
  it('leads to words that exist, and to nothing else', () => {
    const guide = guideAt('x.fol', 'x follow_redirects');
    expect(guide.afterAll('low_redirects')).toBe('follow_redirects');
    expect(guide.afterAll('low_redirects(')).toBe('');
    expect(guide.afterAll('low_redirect(')).toBeUndefined();
    expect(guide.afterAll('lower')).toBeUndefined();
  });

  it('takes what the user has typed for a word', () => {
    expect(guideAt('let unheard', 'x').afterAll(' = x')).toBe('x');
    expect(guideAt('let unheard', 'x').afterAll('Of')).toBeUndefined();
  });

  it.each([
    ['numbers', 'x = ', '4711'],
    ['letters that are spelled in bytes', 'x = ', 'gr\u00c3\u00b6sse'],
    ['keywords', 'x', '; return'],
    ['words of the line', 'for (const gauge of ', 'gauge'],
    ['variables with a sign', 'echo ', '$x'],
  ])('lets %s come', (_, prefix, text) => {
    expect(guideAt(prefix, 'x größe').afterAll(text)).toBeDefined();
  });

  it('knows which words have gone', () => {
    const guide = guideAt('ledger.set', 'setCount', 'setTally');
    expect(guide.isGone('Tally')).toBe(true);
    expect(guide.isGone('Count')).toBe(false);
    expect(guide.isGone('Never')).toBe(false);
  });
});

describe('a search with a guide', () => {
  const tokenizer = pieceTokenizer(['set', 'setTally', 'setCount', 'setNever', '(', ' ']);
  const index = new PieceIndex(tokenizer.pieces);
  const token = (piece: string): number => tokenizer.pieces.indexOf(piece);
  /** The network has learned the old name; the new one is in a few places. */
  const row = Float32Array.from(tokenizer.pieces, (piece) =>
    piece === 'setTally' ? 0.9 : piece === 'setCount' ? 0.04 : piece === 'setNever' ? 0.01 : 0,
  );
  row[token('(')] = 0.05;
  const model = new TableModel(tokenizer.pieces.map(() => row));
  const cursor = () => ({
    place: new Place(model, tokenizer.size, model.newState()),
    partial: 'set',
    settled: new Int32Array(0),
  });

  it('leaves a name that is gone out of account, and one that never was in it', () => {
    const guide = guideAt('ledger.set', 'setCount', 'setTally');
    const [best, ...others] = finish(heal(cursor(), tokenizer, index, guide));
    expect(others.every(({ probability }) => probability === 0)).toBe(true);
    expect(best.overhang).toBe('Count');
    expect(best.probability).toBeCloseTo(0.04 / (0.04 + 0.01), 6);
  });

  it('finds the name that is left, and not the one that is gone', () => {
    const limits = { leastProbability: 0.02, longest: 20, lines: 1 };
    const cuts = (guide?: WordGuide) =>
      finish(new Search(tokenizer).cuts(cursor(), { ...limits, guide })).cuts.map(({ text }) => text);
    expect(cuts()).toContain('Tally');
    const guided = cuts(guideAt('ledger.set', 'setCount', 'setTally'));
    expect(guided).toContain('Count');
    expect(guided.some((text) => text.includes('Tally'))).toBe(false);
  });
});
