import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arePathDigests, common, digestsOf, union, without } from '../../../src/core/text/path-digests.ts';

const paths = fc.array(fc.constantFrom('a', 'b.ts', 'src/c.ts', 'src/d/e.md', 'ü 中.txt'), { maxLength: 6 });

describe('digests of paths', () => {
  it('are sets, whatever the order, that can be joined, compared and told from what they are not', () => {
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        const [a, b] = [digestsOf(one), digestsOf(other)];
        expect(union(a, b)).toBe(digestsOf([...other, ...one]));
        expect(common(a, b)).toBe(digestsOf(one.filter((path) => other.includes(path))));
        expect(without(a, b)).toBe(digestsOf(one.filter((path) => !other.includes(path))));
        expect(arePathDigests(a)).toBe(true);
        expect(arePathDigests(`${a}f`)).toBe(false);
      }),
    );
  });

  it('are short, name nothing, and differ', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `src/file${i}.ts`);
    expect(digestsOf(many)).toMatch(/^[0-9a-f]{24000}$/);
  });
});
