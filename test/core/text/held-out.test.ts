import { describe, expect, it } from 'vitest';
import { withoutCopies } from '../../../src/core/text/held-out.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';

/** A file of ten lines, none of which is in a file made with another word. */
const file = (path: string, word: string): SourceFile => ({
  path,
  text: Array.from({ length: 10 }, (_, i) => `${word} ${String(i)}\n`).join(''),
});

describe('files on which a model is measured', () => {
  it('are neither copies of training files nor of each other, and keep their order', () => {
    const training = [file('a', 'alpha'), file('b', 'beta')];
    const test = [file('z', 'gamma'), file('c', 'beta'), file('d', 'delta'), file('e', 'delta')];
    expect(withoutCopies(test, training).map(({ path }) => path)).toEqual(['z', 'd']);
  });

  it('are no copies with one line changed', () => {
    const copy = file('c', 'alpha');
    const changed = { ...copy, text: copy.text.replace('alpha 0', 'omega') };
    expect(withoutCopies([changed], [file('a', 'alpha')])).toEqual([]);
  });

  it('are all files where nothing was learned and nothing is copied', () => {
    const test = [file('b', 'beta'), file('a', 'alpha')];
    expect(withoutCopies(test, [])).toEqual(test);
  });
});
