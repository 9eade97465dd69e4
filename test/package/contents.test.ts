import { describe, expect, it } from 'vitest';
import {
  allowedFiles,
  ARCHIVE_BUDGET,
  packageProblems,
  type PackageFacts,
} from '../../scripts/vsix/contents.ts';

const stored = (file: string): string =>
  ({ 'README.md': 'readme.md', 'CHANGELOG.md': 'changelog.md', LICENSE: 'LICENSE.txt' })[file] ?? file;

/** A package that holds just what it should, each file a hundred bytes. */
function goodPackage(): PackageFacts & { entries: { path: string; size: number }[]; announced: string[] } {
  const files = Object.keys(allowedFiles);
  const entries = files.map((file) => ({ path: `extension/${stored(file)}`, size: 100 }));
  const envelope = ['extension.vsixmanifest', '[Content_Types].xml'].map((path) => ({ path, size: 100 }));
  return { entries: [...envelope, ...entries], announced: files, archiveSize: 2000 };
}

describe('package check', () => {
  it('finds nothing wrong with a package that holds just what it should', () => {
    expect(packageProblems(goodPackage())).toEqual([]);
  });

  it('names a file that slipped in', () => {
    const facts = goodPackage();
    facts.entries.push({ path: 'extension/.env', size: 10 });
    facts.announced.push('.env');
    expect(packageProblems(facts).join()).toContain('.env');
  });

  it('names a file that is missing, empty or over its budget', () => {
    const facts = goodPackage();
    const size = (path: string, bytes: number): void => {
      facts.entries = facts.entries.map((entry) => (entry.path === path ? { path, size: bytes } : entry));
    };
    const budget = allowedFiles['dist/worker.js'] ?? 0;
    size('extension/dist/worker.js', budget + 1);
    size('extension/readme.md', 0);
    facts.entries = facts.entries.filter(({ path }) => path !== 'extension/dist/kernels-simd.wasm');
    expect(packageProblems(facts)).toEqual([
      'README.md is empty.',
      `dist/worker.js has ${budget + 1} bytes, over its budget of ${budget}.`,
      'The VSIX lacks dist/kernels-simd.wasm.',
    ]);
  });

  it('keeps the archive within its budget', () => {
    const facts = { ...goodPackage(), archiveSize: ARCHIVE_BUDGET + 1 };
    expect(packageProblems(facts)).toHaveLength(1);
  });
});
