import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagedReadme } from '../../scripts/vsix/packaged-readme.ts';

describe("the package's README", () => {
  it('leaves out what only the repository shows', () => {
    const readme =
      'a\n\n<!-- repository only -->\n\n![b](b.svg)\n\n<!-- end of repository only -->\n\nc\n\n<!-- d -->\n';
    expect(packagedReadme(readme)).toBe('a\n\nc\n\n<!-- d -->\n');
    expect(packagedReadme('a\n')).toBe('a\n');
  });

  it('has no picture that the package lacks', () => {
    expect(packagedReadme(readFileSync('README.md', 'utf8'))).not.toMatch(/!\[[^\]]*\]\((?!https:)/);
  });
});
