import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';
import { cacheFolder, root, vsixFile } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { packagedReadme } from './packaged-readme.ts';

const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

/** Where what ships is laid out: the package's README is not quite the repository's. */
const layout = join(cacheFolder, 'vsix');

/** Times inside the archive are fixed, so that equal contents give equal bytes (1 January 2026, UTC). */
const sourceDate = '1767225600';

export interface PackedExtension {
  readonly file: string;
  readonly bytes: Buffer;
  /** SHA-256 of the archive: equal for equal contents. */
  readonly digest: string;
}

/** Packages what `npm run build` has built into `tacit.vsix`. */
export async function packExtension(): Promise<PackedExtension> {
  process.env['SOURCE_DATE_EPOCH'] ??= sourceDate;
  await layOut();
  await runVsce(layout, 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsixFile);
  const bytes = await readFile(vsixFile);
  return { file: vsixFile, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** The files that vsce would package. */
export async function announcedFiles(): Promise<string[]> {
  const output = await runVsce(root, 'ls', '--no-dependencies');
  return output.split('\n').filter((line) => line !== '');
}

async function layOut(): Promise<void> {
  await rm(layout, { recursive: true, force: true });
  // The list of what ships goes along, so that vsce judges the copies by it too.
  for (const file of [...(await announcedFiles()), '.vscodeignore']) {
    await cp(join(root, file), join(layout, file), { preserveTimestamps: true });
  }
  const readme = join(layout, 'README.md');
  await writeFile(readme, packagedReadme(await readFile(readme, 'utf8')));
}

async function runVsce(folder: string, ...vsceArguments: readonly string[]): Promise<string> {
  const { status, output } = await runQuietly(process.execPath, [vsce, ...vsceArguments], folder);
  if (status !== 0) throw new UserError(`"vsce ${vsceArguments.join(' ')}" failed:\n${output.trim()}`);
  return output;
}
