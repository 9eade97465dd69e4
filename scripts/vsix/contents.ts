import type { ZipEntry } from './zip-listing.ts';

/** Bytes of a kilobyte. */
const KB = 1000;

/** The files of the VSIX, no more and no fewer, with the budget of each in bytes where it has one. */
export const allowedFiles: Readonly<Record<string, number | undefined>> = {
  'package.json': undefined,
  'package.nls.json': undefined,
  'package.nls.zh-cn.json': undefined,
  'l10n/bundle.l10n.zh-cn.json': undefined,
  'README.md': undefined,
  'CHANGELOG.md': undefined,
  LICENSE: undefined,
  // The licences of others' code, as scripts/vsix/notice.ts collects them.
  'NOTICE.txt': undefined,
  'dist/extension.cjs': 113 * KB,
  // One bundle for all threads.
  'dist/worker.js': 233 * KB,
  'dist/cli.js': undefined,
  'dist/kernels-simd.wasm': 40 * KB,
  'dist/kernels-relaxed.wasm': 40 * KB,
  'media/icon.png': undefined,
};

/** Bytes of the whole archive. */
export const ARCHIVE_BUDGET = 500 * KB;

/** Files that vsce stores under other names. */
const storedAs: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CHANGELOG.md': 'changelog.md',
  LICENSE: 'LICENSE.txt',
};

/** Files that vsce adds. */
const envelope = ['extension.vsixmanifest', '[Content_Types].xml'];

export interface PackageFacts {
  /** What the archive holds. */
  readonly entries: readonly ZipEntry[];
  /** What `vsce ls` lists. */
  readonly announced: readonly string[];
  /** Bytes of the archive. */
  readonly archiveSize: number;
}

/** Everything that is wrong with a package, one plain sentence each; empty when it may ship. */
export function packageProblems({ entries, announced, archiveSize }: PackageFacts): string[] {
  const sizes = new Map(entries.map(({ path, size }) => [path, size]));
  const allowed = Object.keys(allowedFiles);
  const stored = new Map(allowed.map((file) => [`extension/${storedAs[file] ?? file}`, file]));
  const problems = [
    ...announced
      .filter((file) => !allowed.includes(file))
      .map((file) => `vsce ls names ${file}, which is not on the list.`),
    ...allowed.filter((file) => !announced.includes(file)).map((file) => `vsce ls does not name ${file}.`),
    ...[...sizes.keys()]
      .filter((path) => !stored.has(path) && !envelope.includes(path))
      .map((path) => `The VSIX holds ${path}, which is not on the list.`),
  ];
  for (const [path, file] of stored) {
    const size = sizes.get(path);
    const budget = allowedFiles[file];
    if (size === undefined) problems.push(`The VSIX lacks ${file}.`);
    else if (size === 0) problems.push(`${file} is empty.`);
    else if (budget !== undefined && size > budget) problems.push(overBudget(file, size, budget));
  }
  if (archiveSize > ARCHIVE_BUDGET) problems.push(overBudget('The VSIX', archiveSize, ARCHIVE_BUDGET));
  return problems;
}

function overBudget(what: string, size: number, budget: number): string {
  return `${what} has ${String(size)} bytes, over its budget of ${String(budget)}.`;
}
