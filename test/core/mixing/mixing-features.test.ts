import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_KINDS, endKinds } from '../../../src/core/mixing/end-kinds.ts';
import type { ListedExpert } from '../../../src/core/mixing/expert.ts';
import { type Answers, MixingFeatures, type TopToken } from '../../../src/core/mixing/mixing-features.ts';

const silent = { make: () => ({ fill: () => true }) };
/** Experts that have these parts in the features; what they say does not matter. */
const experts: readonly ListedExpert[] = [
  { name: 'workspace', comparedIn: 'n-grams', showsMatch: true, ...silent },
  { name: 'document', comparedIn: 'n-grams', showsMatch: true, ...silent },
  { name: 'pairs', ...silent },
  { name: 'triples', ...silent },
  { name: 'network', comparedIn: 'states', needsNetwork: true, ...silent },
  { name: 'cache', comparedIn: 'states', needsNetwork: true, ...silent },
];

const match = fc.record({ length: fc.nat(7), total: fc.nat(100_000), distinct: fc.nat(5000) });
const topToken = fc.record({ token: fc.nat(50), probability: fc.double({ min: 0, max: 1, noNaN: true }) });
const endKind = fc.constantFrom(
  ...endKinds(['', ...Array.from({ length: 0x200 }, (_, code) => String.fromCharCode(code))]),
);

/** What experts of a list may say: those that need a network may be absent, and some may have nothing to say. */
function answersOf(list: readonly ListedExpert[]): fc.Arbitrary<Answers> {
  return fc.record({
    topTokens: fc.tuple(
      ...list.map(({ comparedIn, needsNetwork }) =>
        comparedIn === undefined
          ? fc.constant(undefined)
          : needsNetwork
            ? fc.option(topToken, { nil: undefined })
            : topToken,
      ),
    ),
    own: fc.tuple(...list.map(({ features }) => (features ? fc.nat(features - 1) : fc.constant(undefined)))),
    matches: fc.tuple(...list.map(({ showsMatch }) => (showsMatch ? match : fc.constant(undefined)))),
    endKind,
  });
}

describe('mixing features', () => {
  it('are one of each group, in bounds, at any place', () => {
    const all = new MixingFeatures(experts);
    const groups = new Map<number, Set<number>>();
    fc.assert(
      fc.property(answersOf(experts), (answers) => {
        const features = all.of(answers);
        expect(features[0]).toBe(0);
        expect(features).toHaveLength(8);
        for (const [group, feature] of features.entries()) {
          expect(feature).toBeLessThan(all.size);
          groups.set(group, (groups.get(group) ?? new Set()).add(feature));
        }
      }),
      { numRuns: 2000 },
    );
    const seen = [...groups.values()].flatMap((features) => [...features]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  /** The numbering with which shipped weights are learned, written out for these experts. */
  function writtenOut({ topTokens, matches, endKind }: Answers): readonly number[] {
    const [workspace, document, , , network, cache] = topTokens;
    const [workspaceMatch, documentMatch] = matches;
    const length = (n: number) => Math.min(n, 5);
    const counts = ({ length: n, total, distinct }: NonNullable<typeof workspaceMatch>) =>
      24 * length(n) +
      4 * Math.min(Math.floor(Math.log2(total + 1)), 5) +
      Math.min(Math.floor(Math.log2(distinct + 1)), 3);
    const bucket = (top: TopToken | undefined) =>
      [0.05, 0.1, 0.2, 0.35, 0.55, 0.75, 0.93].filter((bound) => (top?.probability ?? 0) >= bound).length;
    const same = (a: TopToken | undefined, b: TopToken | undefined) =>
      Number(a !== undefined && a.token === b?.token);
    return [
      0,
      1 + 6 * length(workspaceMatch?.length ?? 0) + length(documentMatch?.length ?? 0),
      37 + 8 * bucket(workspace) + bucket(document),
      101 + 8 * bucket(network) + bucket(cache),
      165 +
        32 * same(workspace, document) +
        16 * same(workspace, network) +
        8 * same(workspace, cache) +
        4 * same(document, network) +
        2 * same(document, cache) +
        same(network, cache),
      229 + counts(workspaceMatch!),
      373 + counts(documentMatch!),
      517 + endKind,
    ];
  }

  it('are numbered as shipped weights have them', () => {
    const all = new MixingFeatures(experts);
    expect(all.size).toBe(557);
    fc.assert(
      fc.property(answersOf(experts), (answers) => {
        expect(all.of(answers)).toEqual(writtenOut(answers));
      }),
      { numRuns: 1000 },
    );
  });

  it('follow from what the list says about its experts', () => {
    const sizeWith = (...more: readonly ListedExpert[]) => new MixingFeatures([...experts, ...more]).size;
    const size = sizeWith();
    expect(sizeWith({ name: 'unseen', ...silent })).toBe(size);
    // 10 pairs agree or not, instead of 6. It has 8 buckets of its own, or 8 for each of those of two others.
    expect(sizeWith({ name: 'alone', comparedIn: 'alone', ...silent })).toBe(size + 2 ** 10 - 2 ** 6 + 8);
    expect(sizeWith({ name: 'third', comparedIn: 'states', ...silent })).toBe(
      size + 2 ** 10 - 2 ** 6 + 8 ** 3 - 8 ** 2,
    );
    // Its lengths with those of two others, and its own counts.
    expect(sizeWith({ name: 'matching', showsMatch: true, ...silent })).toBe(
      size + 6 ** 3 - 6 ** 2 + 6 * 6 * 4,
    );
    const withoutCache = experts.filter(({ name }) => name !== 'cache');
    expect(new MixingFeatures(withoutCache).size).toBe(size - 2 ** 6 + 2 ** 3 - 8 ** 2 + 8);
  });

  it('tell every printable sign of ASCII from every other', () => {
    const signs = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter(
      (sign) => !/\w/.test(sign),
    );
    const kinds = endKinds(signs);
    expect(new Set(kinds).size).toBe(signs.length);
    expect(Math.max(...kinds)).toBeLessThan(END_KINDS);
  });
});
