import { describe, expect, it } from 'vitest';
import { FileRepeats } from '../../../src/core/memory/file-repeats.ts';
import { TypedRepeats } from '../../../src/core/memory/typed-repeats.ts';
import { COPY_FEATURES, CopyExpert } from '../../../src/core/mixing/copy-expert.ts';
import { TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const signs = [...'.,;:()[]{}<>=+-*/%&|!?^~@#'];
const pieces = ['\0', '\0', '\0', ...letters, ...signs];
const V = pieces.length;
const tokensOf = (text: string): number[] => [...text].map((piece) => pieces.indexOf(piece));

/** What the expert foresees after `context`, where files and the document say these texts. */
function foresees(
  context: string,
  { files = [], typed = [], path }: { files?: readonly string[]; typed?: readonly string[]; path?: string },
): { readonly piece: string; readonly share: number; readonly feature: number } | undefined {
  const repeats = new FileRepeats();
  for (const [i, text] of files.entries())
    repeats.add(String(i), Uint16Array.of(TEXT_TOKEN, ...tokensOf(text)));
  const document = new TypedRepeats();
  for (const [i, line] of typed.entries()) document.set(i, Int32Array.from(tokensOf(line)));
  const expert = new CopyExpert({ files: repeats, typed: document, path, pieces });
  const out = new Float32Array(V);
  const none = new Float32Array(0);
  if (!expert.fill(out, { tokens: Int32Array.from(tokensOf(context)), state: none, hidden: none })) {
    expect(expert.feature).toBe(0);
    return undefined;
  }
  expect(out.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  expect(expert.feature).toBeGreaterThan(0);
  expect(expert.feature).toBeLessThan(COPY_FEATURES);
  const token = out.indexOf(Math.max(...out));
  return { piece: pieces[token], share: out[token], feature: expert.feature };
}

describe('the expert on copies', () => {
  it('goes on as a file did where the last eight tokens were the same, and says nothing where fewer were', () => {
    const files = ['open(gauge);x'];
    expect(foresees('open(gau', { files })?.piece).toBe('g');
    expect(foresees('pen(gau', { files })).toBeUndefined();
    expect(foresees('open[gau', { files })).toBeUndefined();
  });

  it('is surer the longer the copy is, and where others go on alike', () => {
    const long = 'abcdefghijklmnopqrstuvwxyz';
    const one = foresees(long.slice(10, 18), { files: [long] });
    const longer = foresees(long.slice(0, 18), { files: [long] });
    const two = foresees(long.slice(0, 18), { files: [long, long] });
    const torn = foresees(long.slice(0, 18), { files: [long, `${long.slice(5, 18)}.`] });
    expect([one, longer, two, torn].map((found) => found?.piece)).toEqual(['s', 's', 's', 's']);
    expect(longer!.share).toBeGreaterThan(one!.share);
    expect(two!.share).toBeGreaterThan(longer!.share);
    expect(torn!.share).toBeLessThan(longer!.share);
    expect(new Set([one, longer, two, torn].map((found) => found!.feature)).size).toBe(4);
  });

  it('finds copies in the document, but not across the line that is typed', () => {
    expect(foresees('abcdefgh', { typed: ['abcdefghij', '.'] })?.piece).toBe('i');
    // The line set last is the one that is typed: nothing follows it yet.
    const repeats = new TypedRepeats();
    for (const line of [1, 0]) repeats.set(line, Int32Array.from(tokensOf(line === 0 ? 'abcdefgh' : 'ij')));
    const expert = new CopyExpert({ files: new FileRepeats(), typed: repeats, path: undefined, pieces });
    const tokens = Int32Array.from(tokensOf('abcdefgh'));
    const none = new Float32Array(0);
    expect(expert.fill(new Float32Array(V), { tokens, state: none, hidden: none })).toBe(false);
  });

  it("does not copy from the document's own file, which may hold what follows the cursor already", () => {
    expect(foresees('abcdefgh', { files: ['abcdefghij'], path: '0' })).toBeUndefined();
    expect(foresees('abcdefgh', { files: ['abcdefghij'], path: 'other' })?.piece).toBe('i');
  });

  it('copies with another name in the place of one', () => {
    const files = ['[][][][](gauge).x(gauge);'];
    expect(foresees('[][][][](river).', { files })?.piece).toBe('x');
    // The name comes again.
    expect(foresees('[][][][](river).x(', { files })?.piece).toBe('r');
    // No name stands where one has to.
    expect(foresees('[][][][](%).', { files })).toBeUndefined();
  });
});
