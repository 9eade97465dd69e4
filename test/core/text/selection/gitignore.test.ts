import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { GitIgnore } from '../../../../src/core/text/selection/gitignore.ts';

function ignoring(files: Readonly<Record<string, string>>): GitIgnore {
  const rules = new GitIgnore();
  for (const [folder, text] of Object.entries(files)) rules.add(folder, text);
  return rules;
}

describe('GitIgnore', () => {
  it.each([
    ['a pattern without a slash, at any depth', { '': '*.log\n' }, ['a.log', 'x/y/b.log'], ['a.logs']],
    [
      'a pattern with a slash, in its folder alone',
      { '': '/out\nx/gen\n' },
      ['out/a', 'x/gen/b'],
      ['x/out/a', 'y/x/gen/b'],
    ],
    [
      'a deeper file takes back what an outer one ignores',
      { '': '*.log', keep: '!kept.log' },
      ['a.log', 'keep/a.log'],
      ['keep/kept.log', 'keep/deep/kept.log'],
    ],
    ['an outer file does not overrule a deeper one', { a: '*.ts', '': '!*.ts' }, ['a/x.ts'], ['x.ts']],
    [
      'nothing comes back out of an ignored folder',
      { '': 'build/', 'build/keep': '!*' },
      ['build/keep/a'],
      ['built/a'],
    ],
    [
      'a folder taken back by a deeper file',
      { '': 'build', sub: '!build' },
      ['build/a', 'other/build/a'],
      ['sub/build/a'],
    ],
    ['names that look like patterns', { 'a[1]': 'x*', 'b?c': '/y' }, ['a[1]/x', 'b?c/y'], ['a1/x', 'bxc/y']],
    [
      'comments, escapes, line ends',
      { s: '# no\r\n\\#yes\r\n\\!this\r\n' },
      ['s/#yes', 's/!this'],
      ['s/no', 's/# no'],
    ],
    ['case', { '': 'Build' }, ['Build/a'], ['build/a']],
  ])('%s', (_, files, ignored, taken) => {
    const rules = ignoring(files);
    expect(ignored.filter((path) => !rules.ignores(path))).toEqual([]);
    expect(taken.filter((path) => rules.ignores(path))).toEqual([]);
  });

  it.each([
    ['runs of asterisks', `${'*a'.repeat(12)}b`, `${'a'.repeat(250)}c`],
    ['any folders', `x/${'**/a/'.repeat(12)}b`, `x/${'a/'.repeat(250)}c`],
    ['signs', '[ab]'.repeat(50_000), 'a'],
  ])(
    'leaves out patterns that nobody wrote, and no path could be matched with in time: many %s',
    (_, pattern, path) => {
      const rules = ignoring({ '': `*.log\n${pattern}\n`, x: pattern });
      expect(rules.ignores(path)).toBe(false);
      expect(rules.ignores('a.log')).toBe(true);
    },
  );

  it.each(['', '/', '/a', '../a', './a', '..'])(
    'ignores nothing that is no path in the workspace: %j',
    (path) => {
      expect(ignoring({ '': '*' }).ignores(path)).toBe(false);
    },
  );

  it('takes new rules after it was asked', () => {
    const rules = ignoring({ '': '*.log' });
    expect(rules.ignores('a/b.log')).toBe(true);
    rules.add('a', '!b.log');
    expect(rules.ignores('a/b.log')).toBe(false);
  });

  describe('compared with git itself', () => {
    const home = mkdtempSync(join(tmpdir(), 'tacit-gitignore-'));
    afterAll(() => {
      rmSync(home, { recursive: true });
    });
    const odd = ['a/[b]/x.ts', 'ab/a-b/xx.ts', 'b/a b/!x.ts', 'a/a/a/a/b/y.ts', 'b/B/#x.ts', 'ab/ /a\\b.ts'];
    const paths = [...odd, ...['a', 'b', 'x.ts'].flatMap((top) =>
      top === 'x.ts' ? [top] : ['a', 'b', 'x.ts'].flatMap((middle) =>
        middle === 'x.ts' ? [`${top}/${middle}`] : [`${top}/${middle}/x.ts`, `${top}/${middle}/y.ts`],
      ),
    )]; // prettier-ignore
    const pattern = fc.constantFrom(
      ...[
        'a',
        'b/',
        '/a',
        '/b/',
        'x.ts',
        '*.ts',
        'a/b',
        '**/b',
        'a/**',
        '*',
        'y.*',
        '/*/b',
        'b/*.ts',
        '[ab]',
        '# a',
        '',
        '**/',
        'a/**/b',
        '**/a/**',
        '***/b',
        'a**',
        '[a-c]*',
        '[!a]',
        '[^]a]',
        '\\[b]',
        '?.ts',
        '[[:upper:]]',
        '[[:punct:][:digit:]]*.ts',
        'a\\ b',
        'b/  ',
        '\\#x.ts',
        '[]-a]',
        'a\\',
        '[',
      ],
    );
    const signs = fc.constantFrom(...'aabx*?/[]!-\\ .');
    const anyPattern = fc.oneof(
      pattern,
      fc.array(signs, { minLength: 1, maxLength: 8 }).map((all) => all.join('')),
    );
    const line = fc
      .tuple(fc.constantFrom('', '', '!'), anyPattern)
      .map(([negation, text]) => negation + text);
    const text = fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n'));
    const folders = fc.dictionary(fc.constantFrom('', 'a', 'b', 'a/b', 'b/a'), text, { maxKeys: 4 });

    it('ignores what git ignores', () => {
      let run = 0;
      fc.assert(
        fc.property(folders, (files) => {
          const folder = join(home, String(run++));
          for (const path of paths) {
            mkdirSync(join(folder, path, '..'), { recursive: true });
            writeFileSync(join(folder, path), '');
          }
          for (const [inner, content] of Object.entries(files))
            writeFileSync(join(folder, inner, '.gitignore'), content);
          execFileSync('git', ['init', '-q'], { cwd: folder });
          const untracked = execFileSync(
            'git',
            ['-c', 'core.excludesFile=', 'ls-files', '-o', '--exclude-standard', '-z', '*.ts'],
            {
              cwd: folder,
              encoding: 'utf8',
            },
          );
          const rules = ignoring(files);
          expect(paths.filter((path) => !rules.ignores(path)).sort()).toEqual(
            untracked.split('\0').filter(Boolean).sort(),
          );
        }),
        // A negation of nothing is not a pattern, not even in a nested file.
        { numRuns: 150, examples: [[{ a: 'a\n!' }]] },
      );
    });
  });
});
