import { describe, expect, it } from 'vitest';
import { hasRepository, releaseProblems } from '../../scripts/vsix/release.ts';

const manifest = {
  version: '1.2.0',
  repository: { type: 'git', url: 'https://code.example/tacit.git' },
  bugs: { url: 'https://code.example/tacit/issues' },
  homepage: 'https://code.example/tacit',
};
const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-05-17\n\n## [1.1.0] - unreleased\n';

describe('the check of a release', () => {
  it('finds nothing wrong with a release that has all it needs', () => {
    expect(releaseProblems(manifest, changelog)).toEqual([]);
    expect(releaseProblems({ ...manifest, repository: 'code.example/tacit' }, changelog)).toEqual([]);
  });

  it.each(['repository', 'bugs', 'homepage'])('asks for %s, in one sentence', (field) => {
    for (const missing of [undefined, '', ' ', {}, { url: '' }, null, 7]) {
      const problems = releaseProblems({ ...manifest, [field]: missing }, changelog);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`"${field}"`);
    }
  });

  it.each(['1.1.0', '1.3.0', '1.2', '2.0'])('asks for the date of version %s', (version) => {
    const problems = releaseProblems({ ...manifest, version }, changelog);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`[${version}]`);
  });

  it('names everything at once', () => {
    expect(releaseProblems({ version: '1.1.0' }, changelog)).toHaveLength(4);
  });

  it('knows whether there is a repository', () => {
    expect(hasRepository(manifest)).toBe(true);
    expect(hasRepository({ version: '1.2.0' })).toBe(false);
  });
});
