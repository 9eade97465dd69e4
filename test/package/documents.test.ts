import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURE_BUDGET, PICTURE_FILE } from '../../scripts/picture/scene.ts';

const documents = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'],
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...['sample/README.md', 'test/bench/README.md', 'test/bench/baselines/README.md'],
];

const read = (file: string): string => readFileSync(file, 'utf8');

/** The targets of all links and pictures in a document, in their order. */
function targets(markdown: string): string[] {
  return Array.from(markdown.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target);
}

/** How many signs each heading has, in their order. */
function headings(markdown: string): number[] {
  return Array.from(markdown.matchAll(/^(#+) /gm), ([, signs]) => signs.length);
}

/** The anchors that GitHub gives to the headings of a document. */
function anchors(markdown: string): string[] {
  return Array.from(markdown.matchAll(/^#+ (.*)$/gm), ([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('README.md', () => {
  const readme = read('README.md');

  it('has at most 900 words', () => {
    const words = readme.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeLessThanOrEqual(900);
  });

  it('shows the picture among its first lines', () => {
    const first = readme.split('\n').slice(0, 8);
    expect(first.filter((line) => line.startsWith('![') && line.endsWith(`](${PICTURE_FILE})`))).toHaveLength(
      1,
    );
  });

  it.each(['README.md', 'README.zh-CN.md'])('uses no word of the trade (%s)', (file) => {
    expect(read(file)).not.toMatch(/\b(?:BPE|MRR|experts?)\b/i);
  });

  it('has the same headings and links in Chinese', () => {
    const chinese = read('README.zh-CN.md');
    expect(headings(chinese)).toEqual(headings(readme));
    const other = (target: string): string => (target === 'README.zh-CN.md' ? 'README.md' : target);
    expect(targets(chinese).sort()).toEqual(targets(readme).map(other).sort());
    const code = (markdown: string): string[] => markdown.match(/^ {4}.*$/gm) ?? [];
    expect(code(chinese)).toEqual(code(readme));
  });
});

describe('the picture', () => {
  it('is an animated GIF within its budget, and no wider than a page', () => {
    const bytes = readFileSync(PICTURE_FILE);
    expect(bytes.length).toBeLessThanOrEqual(PICTURE_BUDGET);
    expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
    expect(bytes.readUInt16LE(6)).toBeLessThanOrEqual(1000);
    expect(bytes.includes('NETSCAPE2.0')).toBe(true);
  });
});

describe.each(documents)('%s', (file) => {
  const markdown = read(file);

  it('links to files and headings that exist', () => {
    const lost = targets(markdown)
      .filter((target) => !/^(?:https?|mailto):/.test(target))
      .filter((target) => {
        const [path, anchor = ''] = target.split('#');
        const linked = path === '' ? file : join(dirname(file), path);
        return !existsSync(linked) || (anchor !== '' && !anchors(read(linked)).includes(anchor));
      });
    expect(lost).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = Array.from(markdown.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g), ([, script]) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  it('names files that exist', () => {
    const named = Array.from(
      markdown.matchAll(/`((?:docs|l10n|media|sample|scripts|src|test)\/[\w./-]*)`/g),
      ([, path]) => path,
    );
    // The map of the code leaves `src/` out.
    const inSource = Array.from(
      markdown.matchAll(/`((?:backend|cli|core|extension|kernels|protocol|worker)\/[\w./-]*)`/g),
      ([, path]) => `src/${path}`,
    );
    const paths = file === 'sample/README.md' ? [] : [...named, ...inSource];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('CHANGELOG.md', () => {
  it('has each kind of change once in a version', () => {
    const versions = read('CHANGELOG.md').split(/^## /m).slice(1);
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) {
      const kinds = Array.from(version.matchAll(/^### (.*)$/gm), ([, kind]) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds.every((kind) => /^(?:Added|Changed|Deprecated|Removed|Fixed|Security)$/.test(kind))).toBe(
        true,
      );
    }
  });
});
