import { createHash } from 'node:crypto';
import { chmod, cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';
import { cacheFolder, root, vsixFile } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { thirdPartyNotice } from './notice.ts';
import { packagedReadme } from './packaged-readme.ts';
import { hasRepository, type ReleaseManifest } from './release.ts';

const vsceProgram = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

/**
 * What makes equal contents give equal bytes. vsce sorts the files by the language of the machine, and gives them all
 * the time SOURCE_DATE_EPOCH, here 1 January 2026 UTC, as a clock in this time zone shows it.
 */
const environment = { SOURCE_DATE_EPOCH: '1767225600', TZ: 'UTC', LC_ALL: 'C' };

const NOTICE = 'NOTICE.txt';

export interface PackedExtension {
  readonly file: string;
  readonly bytes: Buffer;
  /** SHA-256 of the archive: equal for equal contents. */
  readonly digest: string;
  /** What `vsce ls` lists, and the notice. */
  readonly announced: readonly string[];
}

/**
 * Packages what `npm run build` built.
 *
 * @param file - of the package
 * @param copyFolder - for a copy of the files that ship, since the package's README differs from the repository's
 */
export async function packExtension(
  file = vsixFile,
  copyFolder = join(cacheFolder, 'vsix'),
): Promise<PackedExtension> {
  const announced = await copyFiles(copyFolder);
  // Who may read and write a checkout differs, but not what can be run.
  for (const copy of announced.map((name) => join(copyFolder, name))) {
    await chmod(copy, (await stat(copy)).mode & 0o100 ? 0o755 : 0o644);
  }
  await runVsce(copyFolder, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file);
  const bytes = await readFile(file);
  return { file, bytes, digest: createHash('sha256').update(bytes).digest('hex'), announced };
}

/** The files that vsce would package. */
async function filesToShip(): Promise<string[]> {
  const output = await runVsce(root, 'ls', '--no-dependencies');
  return output.split('\n').filter((line) => line !== '');
}

/** Copies the files that ship, and makes those that are only in the package. Resolves to the names of all. */
async function copyFiles(copyFolder: string): Promise<string[]> {
  await rm(copyFolder, { recursive: true, force: true });
  const files = await filesToShip();
  // .vscodeignore tells vsce which of the copies ship.
  for (const file of [...files, '.vscodeignore']) await cp(join(root, file), join(copyFolder, file));
  const readme = join(copyFolder, 'README.md');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as ReleaseManifest;
  await writeFile(readme, packagedReadme(await readFile(readme, 'utf8'), hasRepository(manifest)));
  await writeFile(join(copyFolder, NOTICE), await thirdPartyNotice());
  return [...files, NOTICE];
}

async function runVsce(folder: string, ...vsceArguments: readonly string[]): Promise<string> {
  const run = [vsceProgram, ...vsceArguments];
  const { status, output } = await runQuietly(process.execPath, run, folder, environment);
  if (status !== 0) throw new UserError(`"vsce ${vsceArguments.join(' ')}" failed:\n${output.trim()}`);
  return output;
}
