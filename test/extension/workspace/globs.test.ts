import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excludeGlob,
  globsWithin,
  isNeverSearched,
  literalGlob,
} from '../../../src/extension/workspace/globs.ts';

const excludes = (path: string, search: Record<string, unknown>, user: readonly unknown[] = []): boolean =>
  matchesGlob(path, excludeGlob(search, user));

const nameOf = (characters: string): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 8 })
    .filter((name) => name !== '.' && name !== '..');
const anyName = nameOf('ab[]{}*?-.,');

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

  it('stays short however often alternatives multiply', () => {
    for (const glob of [
      '{a,b}'.repeat(40),
      '{a}'.repeat(2000),
      '{'.repeat(5000),
      `${'{a,'.repeat(100)}${'}'.repeat(100)}`,
    ]) {
      expect(excludeGlob({}, [glob]).length).toBeLessThan(100_000);
    }
  });

  it('can match a single file, whatever its name', () => {
    fc.assert(
      fc.property(nameOf('ab[]{}*?-.'), (name) => {
        expect(matchesGlob(`src/${name}`, literalGlob(`src/${name}`))).toBe(true);
        expect(matchesGlob(`src/${name}x`, literalGlob(`src/${name}`))).toBe(false);
      }),
    );
  });
});

describe('the globs of some files and folders', () => {
  it('match them and what is in them, whatever their names, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { maxLength: 4 }), anyName, fc.nat(60), (names, other, longest) => {
        const globs = globsWithin(names, longest);
        const match = (path: string) => globs.some((glob) => matchesGlob(path, glob));
        for (const name of names) {
          expect(match(name)).toBe(true);
          expect(match(`${name}/deep/a.ts`)).toBe(true);
        }
        if (/[,{}?]/.test(names.join(''))) return;
        for (const name of names) expect(match(`in/${name}`)).toBe(false);
        expect(match(other)).toBe(names.includes(other));
      }),
    );
  });

  it('are no longer than they may be', () => {
    const paths = Array.from({ length: 300 }, (_, file) => `src/folder/file-${file}.ts`);
    const globs = globsWithin(paths, 1000);
    expect(Math.max(...globs.map(({ length }) => length))).toBeLessThanOrEqual(1000);
    expect(globs.length).toBeGreaterThan(1);
    expect(globsWithin([], 1000)).toEqual([]);
  });
});

describe('a folder without sources', () => {
  it.each([
    '/home/me/app/node_modules/a/index.js',
    '/app/.git/HEAD',
    '/app/.git',
    '/app/x/__pycache__/a.pyc',
  ])('is found in %s', (path) => {
    expect(isNeverSearched(path)).toBe(true);
  });

  it.each(['/app/src/main.ts', '/app/.gitignore', '/app/.github/ci.yml', '/app/xgit/a', '/app/my.git/a'])(
    'is not found in %s',
    (path) => {
      expect(isNeverSearched(path)).toBe(false);
    },
  );
});
