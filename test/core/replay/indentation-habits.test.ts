import { describe, expect, it } from 'vitest';
import { IndentationHabits } from '../../../src/core/replay/indentation-habits.ts';

describe("a project's indentation", () => {
  const habits = new IndentationHabits([
    { path: 'src/a.js', text: 'a {\n\tb {\n\t\tc\n\t}\n}\n' },
    {
      path: 'src/b.js',
      text: '/*\n * a comment\n * of some\n * lines\n * whose blanks\n * are none\n */\n',
    },
    { path: 'x.py', text: 'if a:\n    b\n' },
  ]);

  it('is what most indented lines of the same extension have', () => {
    expect(habits.of('other/c.js').insertSpaces).toBe(false);
    expect(habits.of('c.py').insertSpaces).toBe(true);
  });

  it('is spaces where nothing is known', () => {
    expect(habits.of('README').insertSpaces).toBe(true);
  });

  it('is the step by which most lines go deeper', () => {
    const two = new IndentationHabits([{ path: 'a.ts', text: 'a {\n  b {\n    c\n  }\n}\nd(\n    e)\n' }]);
    expect(two.of('b.ts')).toEqual({ insertSpaces: true, tabSize: 2 });
  });

  it('gives a new line what the line above has, and a step more behind an opener', () => {
    expect(habits.ofNewLine('c.js', '\tif (a) {')).toBe('\t\t');
    expect(habits.ofNewLine('c.js', '\tcase 1:')).toBe('\t');
    expect(habits.ofNewLine('c.py', '    for a in b:')).toBe('        ');
    expect(habits.ofNewLine('c.py', 'x = 1')).toBe('');
  });
});
