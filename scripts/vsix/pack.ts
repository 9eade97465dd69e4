import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';
import { cacheFolder, root, vsixFile } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { packagedReadme } from './packaged-readme.ts';
import { hasRepository, type ReleaseManifest } from './release.ts';

const vsceProgram = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

/** A copy of the files that ship, because the package's README differs from the repository's. */
const copyFolder = join(cacheFolder, 'vsix');

/** The time of all files in the archive, 1 January 2026 UTC, so that equal contents give equal bytes. */
const SOURCE_DATE = '1767225600';

export interface PackedExtension {
  readonly file: string;
  readonly bytes: Buffer;
  /** SHA-256 of the archive: equal for equal contents. */
  readonly digest: string;
}

/** Packages what `npm run build` built into `tacit.vsix`. */
export async function packExtension(): Promise<PackedExtension> {
  process.env['SOURCE_DATE_EPOCH'] ??= SOURCE_DATE;
  await copyFiles();
  await runVsce(copyFolder, 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsixFile);
  const bytes = await readFile(vsixFile);
  return { file: vsixFile, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** The files that vsce would package. */
export async function announcedFiles(): Promise<string[]> {
  const output = await runVsce(root, 'ls', '--no-dependencies');
  return output.split('\n').filter((line) => line !== '');
}

async function copyFiles(): Promise<void> {
  await rm(copyFolder, { recursive: true, force: true });
  // .vscodeignore tells vsce which of the copies ship.
  for (const file of [...(await announcedFiles()), '.vscodeignore']) {
    await cp(join(root, file), join(copyFolder, file), { preserveTimestamps: true });
  }
  const readme = join(copyFolder, 'README.md');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as ReleaseManifest;
  await writeFile(readme, packagedReadme(await readFile(readme, 'utf8'), hasRepository(manifest)));
}

async function runVsce(folder: string, ...vsceArguments: readonly string[]): Promise<string> {
  const { status, output } = await runQuietly(process.execPath, [vsceProgram, ...vsceArguments], folder);
  if (status !== 0) throw new UserError(`"vsce ${vsceArguments.join(' ')}" failed:\n${output.trim()}`);
  return output;
}
