import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludeGlob, literalGlob } from '../../../src/extension/workspace/globs.ts';

const excludes = (path: string, search: Record<string, unknown>, user: readonly unknown[] = []): boolean =>
  matchesGlob(path, excludeGlob(search, user));

describe('the glob of files to leave out', () => {
  it('matches what search.exclude switches on and what the user excludes', () => {
    const search = { '**/*.snap': true, '**/off': false, '**/*.js': { when: '$(basename).ts' } };
    expect(excludes('a/b.snap', search)).toBe(true);
    expect(excludes('a/off/b.ts', search)).toBe(false);
    expect(excludes('a/b.js', search)).toBe(false);
    expect(excludes('fixtures/big.json', {}, ['fixtures'])).toBe(true);
    expect(excludes('fixtures/deep/big.json', {}, [' fixtures/ ', '', 7])).toBe(true);
    expect(excludes('src/main.ts', search, ['fixtures'])).toBe(false);
  });

  it('always matches folders without sources', () => {
    expect(excludes('node_modules/a/b.ts', {})).toBe(true);
    expect(excludes('x/.venv/lib/c.py', {})).toBe(true);
  });

  it('expands nested alternatives', () => {
    const glob = excludeGlob({}, ['{a,b/{c,d}}.{js,ts}']);
    for (const path of ['a.js', 'a.ts', 'b/c.js', 'b/d.ts']) expect(matchesGlob(path, glob), path).toBe(true);
    expect(matchesGlob('c.js', glob)).toBe(false);
    expect(glob.lastIndexOf('{')).toBe(0);
  });

  it('can match a single file, whatever its name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab[]{}*?-.'), minLength: 1, maxLength: 8 }),
        (name) => {
          fc.pre(name !== '.' && name !== '..');
          expect(matchesGlob(`src/${name}`, literalGlob(`src/${name}`))).toBe(true);
          expect(matchesGlob(`src/${name}x`, literalGlob(`src/${name}`))).toBe(false);
        },
      ),
    );
  });
});
