import { describe, expect, it } from 'vitest';
import { LanguagesOfFiles } from '../../../src/extension/workspace/languages-of-files.ts';

const languages = new LanguagesOfFiles(
  [
    { id: 'bat', extensions: ['.bat', '.CMD'] },
    { id: 'python', extensions: ['.py'], filenames: ['SConstruct'] },
    { id: 'blade', extensions: ['.blade.php'] },
    { id: 'php', extensions: ['.php', 7] },
    { id: 3, extensions: ['.x'] },
    { extensions: 'no list' },
  ],
  { '*.inc': 'php', 'jobs.txt': 'bat', '**/*.special.py': 'plain', '*.y': 3 },
);

describe('the language of a file that is not open', () => {
  it.each([
    ['tools/build.bat', 'bat'],
    ['BUILD.cmd', 'bat'],
    ['a/SConstruct', 'python'],
    ['a.py/readme', undefined],
    ['page.php', 'php'],
    ['page.blade.php', 'blade'],
    ['header.inc', 'php'],
    ['deep/jobs.txt', 'bat'],
    ['other.txt', undefined],
    ['a.special.py', 'plain'],
    ['.py', 'python'],
    ['a.x', undefined],
    ['a.y', undefined],
    ['noname', undefined],
  ])('%s: %s', (path, language) => {
    expect(languages.of(path)).toBe(language);
  });
});
