import { baseName } from './base-name.ts';

const lockFiles: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'bun.lockb',
  'packages.lock.json',
  'project.assets.json',
  'gradle.lockfile',
  'package.resolved',
  'go.sum',
  'go.work.sum',
]);

/** Whether a file is a package manager's record of exact versions, which is long and written by no one. */
export function isLockFile(path: string): boolean {
  const name = baseName(path);
  return name.endsWith('.lock') || lockFiles.has(name);
}
