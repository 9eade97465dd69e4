import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { countCodePoints } from '../../src/core/text/code-points.ts';
import type { SourceFile } from '../../src/core/text/source-file.ts';
import { manualPageText } from './manual-page.ts';
import type { WorkspaceSource } from './sources.ts';

/** The share of files in the test folder. */
const TEST_SHARE = 0.1;

/** Writes the files of an unpacked package to `workspace`/train and `workspace`/test. A digest of its path decides. */
export async function layOut(
  source: WorkspaceSource,
  packageFolder: string,
  workspace: string,
): Promise<void> {
  for (const part of ['train', 'test']) await mkdir(join(workspace, part), { recursive: true });
  for (const file of withinBound(source, await readTexts(source, packageFolder))) {
    const target = join(workspace, share(file.path) < TEST_SHARE ? 'test' : 'train', file.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.text);
  }
}

/** The paths of all files below a folder, relative to it, with forward slashes. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function readTexts(source: WorkspaceSource, folder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of (await filesBelow(folder)).filter(source.takes)) {
    const bytes = await readFile(join(folder, path));
    const text = source.manualPages ? manualPageText(gunzipSync(bytes).toString()) : bytes.toString();
    if (text !== undefined) files.push({ path: source.rename?.(path) ?? path, text });
  }
  return files;
}

/** The files that fit into the source's bound, tried in the order of their paths' digests. */
function withinBound(source: WorkspaceSource, files: readonly SourceFile[]): SourceFile[] {
  let room = source.mostCharacters ?? Infinity;
  return files
    .toSorted((a, b) => share(a.path) - share(b.path))
    .filter((file) => {
      const size = countCodePoints(file.text);
      if (size > room) return false;
      room -= size;
      return true;
    });
}

/** The path's SHA-256 as a number in [0, 1). */
function share(path: string): number {
  return createHash('sha256').update(path).digest().readUInt32BE() / 2 ** 32;
}
