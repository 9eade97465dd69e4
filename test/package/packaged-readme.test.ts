import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagedReadme } from '../../scripts/vsix/packaged-readme.ts';

describe("the package's README", () => {
  it('leaves out pictures of the repository', () => {
    expect(packagedReadme('a\n\n![b](b.gif)\n\nc ![d](d.png)\n', false)).toBe('a\n\nc \n');
  });

  it('leaves out paragraphs that only link into the repository', () => {
    expect(packagedReadme('# a\n\n[b](b.md)\n\nc\n', false)).toBe('# a\n\nc\n');
  });

  it('keeps the text of other links into the repository', () => {
    expect(packagedReadme('See [the guide](docs/guide.md), or [b](b.md#c).\n', false)).toBe(
      'See the guide, or b.\n',
    );
  });

  it('keeps links and pictures that work everywhere', () => {
    const readme = '[a](https://a.example/b)\n\n![c](https://c.example/d.gif)\n\nSee [e](#e).\n';
    expect(packagedReadme(readme, false)).toBe(readme);
  });

  it('is the README as it is once vsce can make addresses of paths', () => {
    const readme = '# a\n\n![b](b.gif)\n\n[c](c.md)\n';
    expect(packagedReadme(readme, true)).toBe(readme);
  });

  it('has no link and no picture that leads nowhere', () => {
    const packaged = packagedReadme(readFileSync('README.md', 'utf8'), false);
    expect(packaged).toContain('# Tacit');
    expect(packaged).not.toMatch(/\]\((?!https:|#)/);
    expect(packaged).not.toMatch(/<img/);
  });
});
